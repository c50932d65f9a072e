# Ce que dit l’API quand elle ne fait pas ce qui est demandé. Les refus du métier ont leurs phrases dans reasons.ftl.

## Titres des problèmes
api-title-key = Il faut une clé
api-title-scope = La clé ne le permet pas
api-title-not-found = Introuvable
api-title-conflict = Impossible en l’état
api-title-refused = Impossible
api-title-invalid = Une donnée ne convient pas
api-title-request = La demande est illisible
api-title-out-of-order = Quelque chose ne fonctionne pas de notre côté

## Ce qui s’est passé
api-key-missing = Cette adresse demande une clé : « Authorization: Bearer hk_… ».
api-key-unknown = Cette clé n’est pas connue ici.
api-scope-missing = La clé doit avoir l’un de ces droits : { $scopes }.
api-not-found = { $what ->
    [network] Il n’y a pas de tel réseau ici.
    [practitioner] Il n’y a pas de tel praticien ici.
    [service] Ce praticien ne donne pas cette prestation à cet endroit.
    [appointment] Il n’y a pas de tel rendez-vous ici.
    [absence] Il n’y a pas de telle absence ici.
   *[other] Il n’y a rien de tel ici.
}
api-no-such-address = L’API n’a pas cette adresse.
api-method-not-allowed = Cette adresse accepte d’autres méthodes.
api-body-not-json = Le corps doit être en JSON, avec « Content-Type: application/json ».
api-body-too-large = Le corps est trop grand.
api-body-malformed = Le corps n’est pas du JSON : ligne { $line }, colonne { $column }.
api-invalid = Certains champs ne conviennent pas ; chacun est nommé dans « errors ».
api-idempotency-key-reused = Cette clé a déjà servi à une autre demande.
api-try-again = Le serveur est occupé. Renvoyez la même demande dans un instant.
api-out-of-order = Vous n’y êtes pour rien. Réessayez dans un instant.

## Champs
api-field-missing = Ce champ est nécessaire.
api-field-unknown-field = Il n’y a pas de tel champ ici.
api-field-wrong-value = La valeur ne convient pas : { $why }.
api-field-twice = Ce champ est donné deux fois.
api-field-too-long = C’est trop long : { $limit } caractères au plus.
api-field-too-short = C’est trop court : { $limit } caractères au moins.
api-field-control-characters = Le texte contient des caractères qui ne s’affichent pas.
api-field-not-an-email = Ce n’est pas une adresse e-mail.
api-field-not-a-phone = Ce n’est pas un numéro de téléphone.
api-field-before-start = La fin doit venir après le début.
api-field-too-far = C’est trop lointain.
api-field-too-many-days = { $limit } jours au plus peuvent être demandés à la fois.
api-field-too-many = Il y en a trop : { $limit } au plus.
api-field-out-of-range = La valeur doit être comprise entre 1 et { $limit }.
api-field-only-staff = Seule l’équipe peut le dire.
api-field-unknown = Il n’y a rien de tel ici.
