# language: fr
Fonctionnalité: Une maladie compte une fois
  Les annulations tardives d'une même absence sont un seul fait, pourvu que l'absence soit dans l'agenda. L'ordre dans lequel on les note n'y change rien.

  Contexte:
    Étant donné un réseau selon le modèle "home-services"
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin  | mardi 10 mars à 9 h  |
      | Inès Blanc  | mardi 10 mars à 10 h |
      | Léa Petit   | mardi 10 mars à 11 h |
      | Ana Lopez   | mardi 10 mars à 14 h |
      | Eva Morel   | mardi 17 mars à 9 h  |
      | Lou Garnier | mardi 17 mars à 10 h |

  @WEC-15 @WEC-16
  Scénario: quatre annulations sous une absence comptent une fois
    Étant donné que nous sommes le lundi 9 mars à 18 h
    Et la professionnelle note une absence du mardi 10 mars à 0 h au mercredi 11 mars à 0 h
    Quand la professionnelle annule, le lundi 9 mars à 18 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
      | mardi 10 mars à 11 h |
      | mardi 10 mars à 14 h |
    Alors le compte du mois est de 1 sur 3
    Et l'établissement n'est pas en pause

  @WEC-15 @WEC-16
  Scénario: l'absence notée après coup lève la pause
    Quand la professionnelle annule, le lundi 9 mars à 18 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
      | mardi 10 mars à 11 h |
    Alors l'établissement est en pause jusqu'au mercredi 11 mars à 18 h
    Quand la professionnelle note une absence du mardi 10 mars à 0 h au mercredi 11 mars à 0 h
    Alors le compte du mois est de 1 sur 3
    Et l'établissement n'est pas en pause
    Et Nina Faure peut réserver pour le lundi 16 mars à 10 h

  @WEC-16
  Scénario: l'absence retirée, chaque annulation compte de nouveau
    Étant donné que nous sommes le lundi 9 mars à 18 h
    Et la professionnelle note une absence du mardi 10 mars à 0 h au mercredi 11 mars à 0 h
    Et la professionnelle a annulé, le lundi 9 mars à 18 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
      | mardi 10 mars à 11 h |
    Quand la professionnelle retire l'absence
    Alors le compte du mois est de 3 sur 3
    Et l'établissement est en pause jusqu'au mercredi 11 mars à 18 h

  @WEC-16
  Scénario: l'absence déplacée à un autre jour, chaque annulation compte de nouveau ; ramenée, elles font un
    Étant donné que nous sommes le lundi 9 mars à 18 h
    Et la professionnelle note une absence du mardi 10 mars à 0 h au mercredi 11 mars à 0 h
    Et la professionnelle a annulé, le lundi 9 mars à 18 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
      | mardi 10 mars à 11 h |
    Quand la professionnelle déplace l'absence du jeudi 12 mars à 0 h au vendredi 13 mars à 0 h
    Alors l'établissement est en pause jusqu'au mercredi 11 mars à 18 h
    Quand la professionnelle déplace l'absence du mardi 10 mars à 0 h au mercredi 11 mars à 0 h
    Alors l'établissement n'est pas en pause
    Et le compte du mois est de 1 sur 3

  @WEC-16
  Scénario: une absence d'un autre jour ne regroupe rien
    Étant donné que nous sommes le lundi 9 mars à 18 h
    Et la professionnelle note une absence du mercredi 11 mars à 0 h au jeudi 12 mars à 0 h
    Quand la professionnelle annule, le lundi 9 mars à 18 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
      | mardi 10 mars à 11 h |
    Alors le compte du mois est de 3 sur 3
    Et l'établissement est en pause jusqu'au mercredi 11 mars à 18 h

  @WEC-12 @WEC-15
  Scénario: deux annulations tardives et une maladie de quatre font trois
    Étant donné que nous sommes le lundi 9 mars à 18 h
    Et la professionnelle note une absence du mardi 10 mars à 0 h au mercredi 11 mars à 0 h
    Et la professionnelle a annulé, le lundi 9 mars à 18 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
      | mardi 10 mars à 11 h |
      | mardi 10 mars à 14 h |
    Quand la professionnelle annule, le lundi 16 mars à 18 h, ces rendez-vous
      | mardi 17 mars à 9 h |
    Alors le compte du mois est de 2 sur 3
    Et l'établissement n'est pas en pause
    Quand la professionnelle annule, le lundi 16 mars à 18 h 10, ces rendez-vous
      | mardi 17 mars à 10 h |
    Alors l'établissement est en pause jusqu'au mercredi 18 mars à 18 h 10
