# La phrase des conditions : jusqu’à quand un client peut annuler ou déplacer, avec les dates calculées.
# $act vaut « both », « cancel » ou « move ».

terms-free = Vous pouvez { $act ->
    [both] déplacer ou annuler ce rendez-vous
    [cancel] annuler ce rendez-vous
   *[move] déplacer ce rendez-vous
} librement jusqu’à son début.
terms-free-late = Vous pouvez { $act ->
    [both] déplacer ou annuler
    [cancel] annuler
   *[move] déplacer
} librement jusqu’au { $until }. Ensuite, c’est encore possible, mais ce créneau sera difficile à reproposer.
terms-free-refused = Vous pouvez { $act ->
    [both] déplacer ou annuler
    [cancel] annuler
   *[move] déplacer
} librement jusqu’au { $until }. Ensuite, cela ne se fait plus en ligne : il faudra nous contacter.
terms-free-late-refused = Vous pouvez { $act ->
    [both] déplacer ou annuler
    [cancel] annuler
   *[move] déplacer
} librement jusqu’au { $until }, puis encore jusqu’au { $late_until }, mais ce créneau sera alors difficile à reproposer. Ensuite, cela ne se fait plus en ligne : il faudra nous contacter.
terms-late = Vous pouvez { $act ->
    [both] déplacer ou annuler
    [cancel] annuler
   *[move] déplacer
} jusqu’au début du rendez-vous, mais ce créneau sera difficile à reproposer : prévenez-nous dès que possible.
terms-late-since = Il reste moins de { $limit } avant ce rendez-vous. Vous pouvez encore { $act ->
    [both] le déplacer ou l’annuler
    [cancel] l’annuler
   *[move] le déplacer
}, mais ce créneau sera difficile à reproposer.
terms-late-refused = Vous pouvez encore { $act ->
    [both] déplacer ou annuler
    [cancel] annuler
   *[move] déplacer
} jusqu’au { $late_until }, mais ce créneau sera difficile à reproposer. Ensuite, cela ne se fait plus en ligne : il faudra nous contacter.
terms-refused = Ce rendez-vous { $act ->
    [both] ne se déplace pas et ne s’annule pas en ligne
    [cancel] ne s’annule pas en ligne
   *[move] ne se déplace pas en ligne
} : si vous avez un empêchement, contactez-nous.
terms-refused-since = Il reste moins de { $limit } avant ce rendez-vous : { $act ->
    [both] il ne se déplace plus et ne s’annule plus en ligne
    [cancel] il ne s’annule plus en ligne
   *[move] il ne se déplace plus en ligne
}. Si vous avez un empêchement, contactez-nous.
terms-moves-left = { $count ->
    [one] Il peut être déplacé encore une fois.
   *[other] Il peut être déplacé encore { $count } fois.
}
terms-request = Tant que cette demande n’est pas acceptée, vous pouvez la retirer librement.

## L’avertissement avant un acte tardif (MED1-05)
terms-warning-cancel = Il reste moins de { $limit } : ce créneau sera difficile à reproposer. Vous pouvez quand même annuler, nous prévenons le praticien tout de suite.
terms-warning-move = Il reste moins de { $limit } : ce créneau sera difficile à reproposer. Vous pouvez quand même déplacer, nous prévenons le praticien tout de suite.
