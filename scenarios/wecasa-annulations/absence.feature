# language: fr
Fonctionnalité: Une absence se note d'un seul acte, avec ce que devient chaque rendez-vous
  Garder, proposer un autre moment, confier à une collègue, annuler : tout ensemble ou rien, et c'est un seul fait.

  Contexte:
    Étant donné un réseau selon le modèle "home-services"
    Et Rose Diaz travaille dans le même cabinet
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 9 h  |
      | Inès Blanc | mardi 10 mars à 11 h |
      | Léa Petit  | mardi 10 mars à 14 h |
      | Ana Lopez  | mardi 10 mars à 16 h |
      | Eva Morel  | jeudi 12 mars à 9 h  |
    Et nous sommes le lundi 9 mars à 18 h

  @WEC+16 @WEC-16
  Scénario: à chaque rendez-vous sa suite
    Quand la professionnelle note une absence du mardi 10 mars à 0 h au mercredi 11 mars à 0 h et décide
      | mardi 10 mars à 9 h  | garder                   |
      | mardi 10 mars à 11 h | proposer un autre moment |
      | mardi 10 mars à 14 h | confier à Rose Diaz      |
      | mardi 10 mars à 16 h | annuler                  |
    Alors c'est accepté sans avertissement
    Et le rendez-vous du mardi 10 mars à 9 h est assuré par Claire Lenoir
    Et un autre moment est proposé pour le rendez-vous du mardi 10 mars à 11 h
    Et "client" reçoit l'e-mail "move_proposed"
    Et le rendez-vous du mardi 10 mars à 14 h est assuré par Rose Diaz
    Et "client" reçoit l'e-mail "handed_over"
    Et le rendez-vous du mardi 10 mars à 16 h est annulé
    Et l'e-mail "cancelled" à "client" cite "Je suis souffrante"
    Et le registre compte 1 annulation tardive

  @WEC+16
  Scénario: tout annuler en un acte ne compte qu'une fois
    Quand la professionnelle note une absence du mardi 10 mars à 0 h au mercredi 11 mars à 0 h et décide
      | mardi 10 mars à 9 h  | annuler |
      | mardi 10 mars à 11 h | annuler |
      | mardi 10 mars à 14 h | annuler |
      | mardi 10 mars à 16 h | annuler |
    Alors c'est accepté sans avertissement
    Et le compte du mois est de 1 sur 3
    Et l'établissement n'est pas en pause
    Et le rendez-vous du jeudi 12 mars à 9 h est toujours prévu

  @WEC+16
  Scénario: un rendez-vous oublié arrête tout
    Quand la professionnelle note une absence du mardi 10 mars à 0 h au mercredi 11 mars à 0 h et décide
      | mardi 10 mars à 9 h  | annuler |
      | mardi 10 mars à 11 h | annuler |
    Alors c'est refusé avec le code "absence_hits_more"
    Et le rendez-vous du mardi 10 mars à 9 h est toujours prévu
    Et des créneaux sont proposés le mardi 10 mars

  @WEC+16
  Scénario: rien ne se réserve plus pendant l'absence, et après, si
    Quand la professionnelle note une absence du lundi 16 mars à 0 h au mercredi 18 mars à 0 h
    Alors aucun créneau n'est proposé le mardi 17 mars
    Et des créneaux sont proposés le mercredi 18 mars
