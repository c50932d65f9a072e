# Annuler en quatre pas, s’absenter en un seul acte, passer un rendez-vous à un collègue.

## Pourquoi, et pourquoi pas
because-handed-over = Le praticien prévu ne peut pas venir : un collègue du même établissement reprend le rendez-vous, à la même heure.
refusal-same-practitioner = Ce rendez-vous est déjà dans cet agenda.
refusal-service-not-given = Ce collègue ne donne pas cette prestation.
refusal-colleague-not-free = { $reason ->
    [closed] Le collègue ne travaille pas à ce moment-là.
   *[taken] Le collègue n’est pas libre à ce moment-là.
}
refusal-absence-hits-more = D’autres rendez-vous se trouvent dans cette absence : dites aussi ce qu’ils deviennent.
refusal-absence-hits-not = Un des rendez-vous n’est plus dans cette absence : regardez la liste à nouveau.
refusal-absence-not-possible = Un des choix n’est plus possible. Rien n’a été fait.
history-handed-over = { $by ->
    [practice-for-client] Confié à { $practitioner } par { $practice }, à la demande du client.
   *[other] Confié à { $practitioner } par { $practice }, à la même heure.
}
