# language: fr
Fonctionnalité: Une demande va à plusieurs, le premier qui accepte l'obtient
  La cliente ne choisit personne. Qui peut venir reçoit une proposition ; refuser ne coûte rien.

  Contexte:
    Étant donné un réseau selon le modèle "home-services"
    Et une prestation que les clientes demandent au réseau
    Et Paul Roux et Rose Diaz donnent aussi la prestation

  @WEC+18
  Scénario: le premier qui accepte l'obtient, les autres l'apprennent
    Quand Zoé Martin demande au réseau une séance pour le mardi 3 mars à 14 h 30, au "69003"
    Alors la demande est proposée à Claire Lenoir, Paul Roux et Rose Diaz
    Quand Paul Roux accepte la demande
    Alors le rendez-vous du mardi 3 mars à 14 h 30 est avec Paul Roux
    Et la proposition à Claire Lenoir est "closed"
    Quand Rose Diaz accepte la demande
    Alors c'est refusé avec le code "proposal_not_open"
    Et le rendez-vous du mardi 3 mars à 14 h 30 est avec Paul Roux

  @WEC+18
  Scénario: refuser ne baisse jamais le score
    Quand Zoé Martin demande au réseau une séance pour le mardi 3 mars à 14 h 30, au "69003"
    Et Claire Lenoir refuse la demande
    Alors la proposition à Claire Lenoir est "refused"
    Et le score de Cabinet des Lilas est de 60
    Et le registre compte 0 annulation tardive

  @WEC+18
  Scénario: quatre demandes de suite sans réponse mettent en attente
    Quand Zoé Martin demande au réseau une séance pour le mardi 3 mars à 9 h, au "69003"
    Et Zoé Martin demande au réseau une séance pour le mardi 3 mars à 10 h, au "69003"
    Et Zoé Martin demande au réseau une séance pour le mardi 3 mars à 11 h, au "69003"
    Et nous sommes le samedi 21 février à 9 h
    Alors la proposition à Claire Lenoir est "unanswered"
    Et l'établissement n'est pas en pause
    Quand Zoé Martin demande au réseau une séance pour le mardi 3 mars à 14 h, au "69003"
    Et nous sommes le dimanche 22 février à 9 h
    Alors l'établissement est en pause
    Quand Zoé Martin demande au réseau une séance pour le mardi 3 mars à 16 h, au "69003"
    Alors la demande n'est proposée à personne

  @WEC-13
  Scénario: en pause, plus aucune proposition
    Étant donné l'établissement a ajouté ces rendez-vous
      | Inès Blanc | mardi 10 mars à 9 h  |
      | Léa Petit  | mardi 10 mars à 10 h |
      | Ana Lopez  | mardi 10 mars à 11 h |
    Et la professionnelle a annulé, le lundi 9 mars à 13 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
      | mardi 10 mars à 10 h |
      | mardi 10 mars à 11 h |
    Quand Zoé Martin demande au réseau une séance pour le lundi 16 mars à 10 h, au "69003"
    Alors la demande est proposée à Paul Roux et Rose Diaz
    Quand nous sommes le mercredi 11 mars à 13 h
    Et Zoé Martin demande au réseau une séance pour le lundi 16 mars à 12 h, au "69003"
    Alors la demande est proposée à Claire Lenoir, Paul Roux et Rose Diaz

  @WEC-01
  Scénario: la journée fermée ne reçoit plus de propositions, les autres jours oui
    Étant donné l'établissement a ajouté ces rendez-vous
      | Inès Blanc | mardi 10 mars à 9 h  |
    Et la professionnelle a annulé, le jeudi 5 mars à 13 h, ces rendez-vous
      | mardi 10 mars à 9 h  |
    Quand Zoé Martin demande au réseau une séance pour le mardi 10 mars à 15 h, au "69003"
    Alors la demande est proposée à Paul Roux et Rose Diaz
    Quand Zoé Martin demande au réseau une séance pour le mercredi 11 mars à 15 h, au "69003"
    Alors la demande est proposée à Claire Lenoir, Paul Roux et Rose Diaz

  @WEC+16
  Scénario: absente ces jours-là, pas de proposition pour eux ; pour plus tard, si
    Étant donné nous sommes le vendredi 20 février à 10 h
    Et la professionnelle note une absence du mardi 3 mars à 0 h au jeudi 5 mars à 0 h
    Quand Zoé Martin demande au réseau une séance pour le mercredi 4 mars à 10 h, au "69003"
    Alors la demande est proposée à Paul Roux et Rose Diaz
    Quand Zoé Martin demande au réseau une séance pour le vendredi 6 mars à 10 h, au "69003"
    Alors la demande est proposée à Claire Lenoir, Paul Roux et Rose Diaz

  @WEC+17
  Scénario: les plus fiables sont sollicités les premiers
    Étant donné l'établissement a ajouté ces rendez-vous
      | Inès Blanc | mardi 24 février à 9 h |
    Quand Zoé Martin demande au réseau une séance pour le mardi 3 mars à 10 h, au "69003"
    Alors Claire Lenoir est la première sollicitée
    Quand la professionnelle annule, le lundi 23 février à 13 h, ces rendez-vous
      | mardi 24 février à 9 h  |
    Et Zoé Martin demande au réseau une séance pour le mardi 3 mars à 11 h, au "69003"
    Alors Claire Lenoir est la troisième sollicitée
