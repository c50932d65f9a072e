# language: fr
Fonctionnalité: Annuler en quatre étapes, en voyant ce qui suivra
  D'abord un autre moment ; ensuite un motif et un mot à la cliente ; et à chaque étape, ce qui va se passer.

  Contexte:
    Étant donné un réseau selon le modèle "home-services"
    Et ces rendez-vous, réservés en ligne
      | Zoé Martin | mardi 10 mars à 14 h 30 |
    Et nous sommes le lundi 9 mars à 18 h
    Quand la professionnelle ouvre la page d'annulation du rendez-vous du mardi 10 mars à 14 h 30

  @WEC-06 @WEC-14
  Scénario: l'écran demande d'abord de proposer un autre moment
    Quand elle répond que "business" le souhaite, pour le motif "emergency"
    Alors elle lit "D'abord, proposer un autre moment ?"
    Et elle lit "Le client est d'accord pour un autre moment : déplacer"

  @WEC-03 @WEC-14
  Scénario: sans motif, on n'avance pas
    Quand elle répond que "business" le souhaite, pour le motif ""
    Alors elle lit "Choisissez un motif."
    Et elle ne lit pas "D'abord, proposer un autre moment ?"

  @WEC-04 @WEC+03 @WEC-14
  Scénario: un mot trop court n'avance pas non plus
    Quand elle répond que "business" le souhaite, pour le motif "emergency"
    Et aucun autre moment ne convient
    Et elle écrit "Désolée"
    Alors elle lit "Le message compte 7 caractères"
    Et elle ne lit pas "Tout est prêt."

  @WEC-04 @WEC+03
  Scénario: le dernier bouton annule, et le mot est transmis
    Quand elle répond que "business" le souhaite, pour le motif "emergency"
    Et aucun autre moment ne convient
    Et elle écrit "Je suis désolée, une urgence m'appelle."
    Alors elle lit "Rien n'est encore annulé."
    Et elle lit "Compte comme annulation tardive 1 sur 3 ce mois-ci."
    Et le rendez-vous du mardi 10 mars à 14 h 30 est toujours prévu
    Quand elle appuie sur le dernier bouton
    Alors le rendez-vous du mardi 10 mars à 14 h 30 est annulé
    Et l'e-mail "cancelled" à "client" cite "une urgence m'appelle"
    Et le registre compte 1 annulation tardive
