# language: fr
Fonctionnalité: Qui est prévenu de quoi, par e-mail
  La colonne « e-mail » de la matrice : chacun apprend chaque changement, quel qu'en soit l'auteur.

  Contexte:
    Étant donné un réseau selon le modèle "therapists"

  @MED2-01 @MED2-02
  Scénario: la cliente réserve
    Étant donné un rendez-vous réservé en ligne
    Alors "client" reçoit l'e-mail "booked"
    Et "practitioner" reçoit l'e-mail "booked"

  @MED2-03 @MED2-04
  Scénario: le praticien ajoute le rendez-vous
    Étant donné un rendez-vous ajouté par l'établissement
    Alors "client" reçoit l'e-mail "booked"
    Et "practitioner" reçoit l'e-mail "booked"

  @MED2-08 @MED2-10
  Scénario: la cliente modifie
    Étant donné un rendez-vous réservé en ligne
    Quand la cliente déplace au "2026-03-05T10:00:00+01:00" 72 h avant le début
    Alors "client" reçoit l'e-mail "moved"
    Et "practitioner" reçoit l'e-mail "moved"
    Et l'e-mail "moved" à "client" cite "mardi 3 mars"
    Et l'e-mail "moved" à "client" cite "jeudi 5 mars"

  @MED2-09 @MED2-10
  Scénario: la cliente annule
    Étant donné un rendez-vous réservé en ligne
    Quand la cliente annule 72 h avant le début
    Alors "client" reçoit l'e-mail "cancelled"
    Et "practitioner" reçoit l'e-mail "cancelled"

  @MED2-11 @MED2-12
  Scénario: le praticien modifie, puis annule
    Étant donné un rendez-vous réservé en ligne
    Quand l'établissement déplace au "2026-03-05T10:00:00+01:00" 72 h avant le début
    Alors "client" reçoit l'e-mail "moved"
    Et "practitioner" reçoit l'e-mail "moved"
    Quand l'établissement annule 71 h avant le début
    Alors "client" reçoit l'e-mail "cancelled"
    Et "practitioner" reçoit l'e-mail "cancelled"

  @MED1-02 @MED2-05
  Scénario: le rappel part 48 h avant, par e-mail
    Étant donné un rendez-vous réservé en ligne
    Quand il est 48 h et 1 min avant le début
    Alors aucun message "reminder" ne part à "client"
    Quand il est 48 h avant le début
    Alors "client" reçoit l'e-mail "reminder"
    Et aucun message "reminder" ne part à "practitioner"

  @MED1-03
  Scénario: le rappel dit le jour, l'heure, l'adresse et les indications pratiques
    Étant donné un rendez-vous réservé en ligne
    Quand il est 48 h avant le début
    Alors l'e-mail "reminder" à "client" cite "mardi 3 mars"
    Et l'e-mail "reminder" à "client" cite "14 h 30"
    Et l'e-mail "reminder" à "client" cite "12 rue des Lilas"
    Et l'e-mail "reminder" à "client" cite "code 4512"

  @MED2-19
  Scénario: après une modification, l'ancien rappel ne part plus et le nouveau suit la nouvelle date
    Étant donné un rendez-vous réservé en ligne
    Quand la cliente déplace au "2026-03-09T10:00:00+01:00" 72 h avant le début
    Et il est 48 h avant le début d'origine
    Alors aucun message "reminder" ne part à "client"
    Quand il est 48 h avant le début
    Alors "client" reçoit l'e-mail "reminder"
    Et l'e-mail "reminder" à "client" cite "lundi 9 mars"

  @MED2-20
  Scénario: réservé 8 h avant, le rappel part à mi-chemin
    Étant donné un rendez-vous réservé en ligne 8 h avant le début
    Quand il est 4 h et 1 min avant le début
    Alors aucun message "reminder" ne part à "client"
    Quand il est 4 h avant le début
    Alors "client" reçoit l'e-mail "reminder"

  @N1
  Scénario: annulé une seconde avant l'heure du rappel, aucun rappel ne part
    Étant donné un rendez-vous réservé en ligne
    Quand la cliente annule 48 h et 1 min avant le début
    Et il est 47 h avant le début
    Alors aucun message "reminder" ne part à "client"
