"""The words that tell what a product is named for: weight and pattern, on plain text (see `plain`).

Written for the project from the vocabulary of tender documents; measured in docs/tender-findings.md. How
they are weighed is in `roles`.
"""

Cues = tuple[tuple[float, str], ...]
"""Pairs of weight and pattern. A pattern that ends in "$" must stand just before the mention."""

PERSON = (
    r"(?:administrat(?:eur|rice)|ingenieur|consultant|developpeu(?:r|se)|expert|technicien|specialiste"
    r"|architecte|formateur|integrateur"
    r"|chef de projet|profils?|intervenant|dba|referent)(?:e|s|es)?"
)
CERTIFICATION: Cues = (
    (
        3.0,
        r"\bcertificats?\b(?! (?:ssl|tls|rgs|electronique|serveur|de signature|hds|x\.509))|\blabellis\w+"
        r"|\btitulaires? (?:de la|du|d'une?) (?:certif|titre|label)",
    ),
    (
        3.0,
        rf"\b{PERSON} +(?:\w+ +)?(?:confirmee?s?|seniors?|juniors?|experimentee?s?|specialisee?s?)(?: (?:en"
        rf"|sur))? *$",
    ),
    (
        3.0,
        r"\bcertifi(?:e|ee|es|ees|cation|cations)\b(?! compatib| pour)|\bhabilit(?:e|ation)s?\b|\bagree(?:e|s"
        r"|es)?\b|\bagrements?\b|accredit",
    ),
    (3.0, r"\bpartenaires?\b|\bpartenariat\b|\bpartner\b|\brevendeur\b|\bcompetent"),
    (
        3.0,
        r"\breferences?\b(?= (?:\w+ )?(?:sur|de moins|clients?|similaires?|exig|demand|recent|portant"
        r"|a jour))|references? : |bonne execution",
    ),
    (
        3.0,
        r"\b(?:un|une|deux|trois|quatre|cinq|\d+) (?:\w+ )?(?:references?|attestations?|certificats?)\b|\bexperimente"
        r"|\bexemples? de (?:client|realisation|deploiement|projet)s?",
    ),
    (
        3.0,
        r"\b(?:candidat|soumissionnaire|prestataire|societe|consultant|equipe)e?s?\b[^.;]{0,40}"
        r"\b(?:deux|trois|quatre|cinq|\d+) (?:\w+ )?(?:deploiements?|migrations?|realisations?|projets?|clients?)\b",
    ),
    (
        3.0,
        r"\b(?:ayant|a|ont) (?:deja )?(?:conduit|mene|realise|deploye|migre|reussi|participe|pilote|encadre|forme)\w*"
        r"(?= (?:\w+ ){0,4})",
    ),
    (3.0, r"\b(?:experience|competences?|connaissances?|maitrise|pratique|expertise|savoir-faire)\b"),
    (2.5, r"\bformes? (?:a|sur|aux)\b|attestation de formation|\bcv\b|\bdiplom|\bcursus\b"),
    (3.0, rf"\b{PERSON} +(?:d'|de +|en +|sur +)?[\"]?$"),
)
OUT: Cues = (
    # The signature a mail program adds.
    (
        3.2,
        r"\benvoyee? (?:depuis|via|a partir d[eu']) ?(?:[\w'-]+ ){0,4}\"?$|\bsent (?:from|via) (?:[\w'-]+ ){0,4}\"?$",
    ),
    (2.4, r"\bcandidats? (?:\w+ +){0,2}?(?:se connect|se present|depos|telecharg|transmet)\w*"),
    (
        2.6,
        r"(?:n'est|ne sont|n'etait|ne sera|ne seront) pas (?:demande|exige|prevu|requi|attendu|souhaite|envisage)\w*"
        r" (?:[\w'-]+ ){0,4}\"?$|\baucune? (?:[\w'-]+ ){1,4}\"?$",
    ),
    (
        2.6,
        r"\b(?:conservation|abandon|suppression|retrait|remplacement) (?:de |du |des |d')(?:[\w'-]+ ){0,3}\"?$"
        r"|\b(?:retire|remplace|supprime|desinstalle|abandonne|quitte|decommissionne|succede)(?:r|ra|nt|ront)? (?:a )?"
        r"(?:l'|le |la |les )?(?:[\w'-]+ ){0,2}\"?$|\bsans (?:recourir|recours|utiliser|passer|faire appel) (?:[\w'-]+ ){0,3}\"?$",
    ),
    (2.4, r"(?:est|sont|sera|seront) +(?:\w+ +)?(?:conserve|garde|maintenu en l'etat|reemploye|reutilise)\w*"),
    (2.4, r"\b(?:dossier|dce|pieces|documents? de la consultation)\b[^.;]{0,40}\bouvert\w*"),
    (
        3.0,
        r"n'entre\w* pas|ne (?:fait|font) pas partie|hors champ|n'est pas (?:inclus|compris|couvert)"
        r"|(?:n'est|ne sont|ne sera|ne seront) pas (?:repris|reconduit|conserv)\w*",
    ),
    (2.4, r"\bpieces du (?:dossier|dce|marche)|\bconsultables? (?:avec|par|sous)|\bpour memoire\b"),
    (
        3.2,
        r"\bhors (?:du )?perimetre|hors (?:objet|marche)|n'est pas concern|ne sont pas concern|\bexclu(?:s|e"
        r"|es)?\b|\b(?:n'est|ne sont|ne sera|ne seront) pas (?:autoris|admis|accept)|proscrit|\bbloque|interdit",
    ),
    (
        2.4,
        r"(?:sera|seront|est|sont) +(?:\w+ +)?(?:ferme|retire|abandonne|arrete|supprime|decommissionne"
        r"|remplace)\w*|desinstall|decommission",
    ),
    (
        2.6,
        r"\bfin de vie|obsolete|ne (?:sera|seront) pas reconduit|arrive\w* a echeance|a ete (?:abandonne"
        r"|ferme|retire)",
    ),
    (2.4, r"\b(?:offres|plis?|reponses|candidatures?|dossiers? de consultation|cadre de reponse)\b[^.;]{0,80}$"),
    (2.0, r"\b(?:auditions?|soutenances?|reunion d'information|visite|echanges oraux)\b|montrent leur|demonstration"),
    (2.6, r"\blisibles? (?:par|avec|sous|dans)|\.(?:docx?|xlsx?|pptx?|pdf|dwg|zip)\b[^.;]{0,30}$"),
)
CONTEXT: Cues = (
    (
        2.2,
        r"\b\w{3,}(?:aient|ait)\b|\bjusqu'(?:ici|alors|a present)|\bauparavant|\bprecedemment|\banciens?\b"
        r"|\bancienne\w*|\binitialement",
    ),
    (
        1.5,
        r"^\W*(?:la|le|les|l'|chaque) ?(?:bibliotheque|mediatheque|hopital|lycee|universite|ecole|mairie"
        r"|service|direction|office|agence|conseil"
        r"|prefecture|ministere|centre hospitalier|chu|ehpad|caisse|chambre)\w*\b",
    ),
    (
        1.6,
        r"\bgere(?:nt)? (?:ses|leurs?|les|la|le|son)\b|\ba recours|\bont recours|\brecour(?:t|ent)\b"
        r"|\btravaill(?:e|ent) (?:sur|sous|avec)|\bs'en serv",
    ),
    (2.0, r"\bnotre\b|\bnos\b|\ben service\b|\bequipe(?:nt)? (?:le|la|les|l')"),
    (
        1.3,
        r"^\W*(?:la (?:ville|commune|collectivite|region|metropole|direction|regie)|l'etablissement"
        r"|le (?:departement|syndicat)|les agents)\b",
    ),
    (
        2.2,
        r"\bexistante?s?\b|\bactuel\w*|\baujourd'hui|\ba ce jour\b|\bdesormais\b|\ben place\b"
        r"|\bhistorique(?:ment)?\b|pour information|d'information",
    ),
    (2.4, r"\bdispos(?:e|ent|ant)\b|\bdetien(?:t|nent)\b|\bpossed|\b(?:a|ont) ete (?:\w+ +)?\w+ee?s?\b"),
    (
        1.8,
        r"\bdeja\b|\bequipee?s? (?:de|d')|\bemploi(?:e|ent)\b|\butilis(?:e|ent|ees?|es?)\b|\bexploit(?:e|ent"
        r"|ee|ees)\b",
    ),
    (
        2.2,
        r"\brepos(?:e|ent|ait) sur|s.appui(?:e|ent) sur|\bconstitu(?:e|ee|es) (?:de|d')|compos(?:e|ee|es"
        r"|ees) (?:de|d')|\bparc (?:compte|comprend|est)",
    ),
    (
        2.0,
        r"\b(?:est|sont|etait|etaient|a ete|ont ete|fut) +(?:\w+ +){0,2}?(?:deploye|installe|heberge|gere"
        r"|operationnel|conserve|maintenu|virtualise"
        r"|sauvegarde|bati|tenu|traite|realise|acheve|developpe|dessine|administre|proprietaire|sous|en|sur)\w*\b",
    ),
    (2.4, r"\bproprietaires? d"),
    (1.6, r"\binstallee?s?\b(?! par)"),
    (
        1.9,
        r"\bavai(?:t|ent)\b|\betai(?:t|ent)\b|\ba (?:acquis|achete|migre|choisi|retenu|fait)|\bdepuis (?:19"
        r"|20)\d\d",
    ),
    (
        1.6,
        r"\bcompte \d|\brecens\w+|\bnos? \d|\bfonctionn(?:e|ent) (?:sous|avec)|tourn(?:e|ent)\b|pass(?:e"
        r"|ent) par|en cours de deploiement|editee? par",
    ),
    (1.4, r"\bsous +[\"]?$|\best sous\b|extension d"),
)
COMPATIBILITY: Cues = (
    (
        2.6,
        r"\bfonctionne(?:r|ment)? (?:\w+ +){0,4}?avec\b|\baccepte\w* (?:\w+ +){0,2}?(?:fichiers?|classeurs?"
        r"|documents?|formats?|exports?)|\bcommunique\w*|\bextraction",
    ),
    (
        2.8,
        r"\binterconn\w+|\bbidirection\w+|\bpris(?:e|es)? en charge|\bmoisson\w+|\brapproch\w+ (?:\w+ +){0,3}?(?:avec|de)\b"
        r"|\bconsomm\w+ (?:les|des|l')|\breconnai\w+|\bcohabit\w+",
    ),
    (
        2.8,
        r"\bidentifi\w+ (?:\w+ +){0,3}?(?:par|via|avec|moyen)|\bs'ouvr\w+|\bs'exporte\w*|\bs'import\w*"
        r"|\bse connect\w+",
    ),
    (
        2.6,
        r"\b(?:transmi\w+|transmet\w*|depot\w*|saisi\w*|charge\w*|ecri\w+|enregistre\w*) [^.;]{0,40}?\b(?:a"
        r"|au|aux|dans|vers|sur)\b",
    ),
    (
        2.6,
        r"\binstalle(?:e|es|s|r)? sur|\bhebergeable sur|\bdeployable\w* sur|\bexecut\w+ (?:sur|sous)"
        r"|\bdonnees (?:issues|de|des)\b",
    ),
    (2.4, r"(?<!d'un )(?<!un )\b(?:entrepot|hyperviseur|navigateurs?|referentiel|flux)\b"),
    (
        2.8,
        r"\b(?:collect|recueil|recoi|reco|captur|ingere|ingest|aspir|lit|extrai)\w* (?:\w+ ){0,2}?(?:les |des |l'|la |le )?"
        r"(?:\w+ ){0,2}?(?:journaux|logs?|donnees|evenements?|alertes?|fichiers?|fiches?|factures?|flux|mouvements?|elements?)",
    ),
    (2.8, r"\b(?:mise?s?|fournie?s?) a (?:sa |la |leur )?disposition par (?:l'|la |le |les )(?!titulaire|prestataire)"),
    (2.6, r"\binstallation (?:\w+ +){0,3}?sur\b|\bs'execut\w+|\bs'affich\w+ (?:\w+ )?(?:dans|sur)"),
    (
        2.6,
        r"\b(?:application|client|agent|version|greffon|extension|module)s?\b (?:\w+ ){0,4}?(?:pour|sous|sur) +\"?$"
        r"|\bdisponibles? (?:pour|sous|sur)\b|\bacces\w* (?:se fait |s'effectue |est possible |est assure )?(?:depuis|avec|sous|via)\b",
    ),
    # Such verbs stand behind the name, where a cue of compatibility is worth less: hence the weight.
    (
        6.0,
        r"\b(?:est|sont|sera|seront) (?:\w+ )?(?:converti|migre|repri|transfere|import|bascul|recuper|vers|depos|diffus)"
        r"(?:e|ee|es|ees|s|se|ses|i|is|ie|ies)?\b",
    ),
    (6.0, r"\breste(?:nt|r|ront)? (?:\w+ )?(?:lisible|exploitable|compatible)"),
    (2.6, r"\b(?:produi|proven|issu|extrai)\w* (?:\w+ ){0,3}?(?:de|du|des|par|d')\b|\bdetenu\w* dans"),
    (1.4, r"\b(?:dans|vers|depuis) +(?:l'|le |la |un |une |les )?(?:\w+ +)?\"?$"),
    (
        3.0,
        r"\bcompatib\w+|\binteroper\w+|\binterfac\w+|\bconnecteurs?\b|\bpasserelles?\b|\bgreffons?\b"
        r"|\bplug-?ins?\b|\bwebservices?\b|\bapi\b",
    ),
    (
        3.0,
        r"\bsynchronis\w+|\braccord\w+|\bdialogu\w+|\bcommuniqu\w+ avec|\bcoexist\w+|\bfeder\w+|\binterrog\w+"
        r"|\bprovisionn\w+",
    ),
    (3.0, r"s.integr\w+|\bintegr(?:ation|ee?|es)s? +(?:native +)?(?:avec|a|au|aux|dans|de l')"),
    (
        2.8,
        r"\bimport\w*\b|\bexport\w*\b|\brepris(?:e|es)?\b|\breprend\w*\b|\brecuper\w+|\btransfer\w+"
        r"|\btransfert\w*|\bconver(?:sion|ti\w*)\b|\brejoint",
    ),
    (
        2.8,
        r"\bmigration (?:\w+ +)?(?:de|des|du|depuis)\b|\bmigrer|\bbascul\w+ (?:de|depuis)|\bpassage (?:de"
        r"|depuis)|\bechang\w+ (?:\w+ +){0,3}?(?:avec|au format|entre)",
    ),
    (
        2.6,
        r"\b(?:envo\w+|vers[ea]\w*|deverse\w*|remont\w+|ecrit\w*|alimenta?\w*|publi\w+|pousse\w*"
        r"|depos\w+|emett\w+|emis\w*|notifi\w+|affich\w+|restitu\w+|diffus\w+|relay\w+|signal\w+|consign\w+|met\w* a jour"
        r"|rapproch\w+) [^.;]{0,40}?\b(?:vers|dans|sur|a)\b|\bvers +[\"]?$"
        r"|\balimente\w* (?:l'|le |la |les )?(?:[\w'-]+ ){0,2}\"?$",
    ),
    (
        2.6,
        r"\bl(?:it|isent|ire|us?|ues?)\b|\blecture\b|\bouverture\b|\bissue?s? d|\bprovenan(?:t|ce)\b"
        r"|\bexploitables? (?:dans|par|avec)",
    ),
    (
        2.6,
        r"\bauthentifi\w+ [^.;]{0,40}?\b(?:par|via|avec|sur|a)\b|\bconnexion unique|\bsso\b|\bprotocole"
        r"|\bpublipostage",
    ),
    (
        2.4,
        r"s.install\w+ sur|\b(?:fonctionn|tourn|s.execut)(?:er|era|eront|e|ent) (?:sous|sur|avec)"
        r"|\bsupporter?\b|\bprise? en charge d|\bprend en charge",
    ),
    (
        2.2,
        r"\bpilotee? par|\bhomologu\w+|format (?:natif )?(?:\w+ +)?d'?|\bissu|\bvia\b|\bdeleguee? a"
        r"|\ba partir d|\bexistants? restent?\b|sortent dans|\bpasse(?:nt|r)? par"
        r"|\bnecessit\w+|\brequi(?:ert|erent)\b|\b(?:consultable|utilisable|accessible)s? [^.;]{0,30}?\b(?:avec|sous|depuis)\b",
    ),
    (1.9, r"\bannuaire\b"),
    (2.2, r"\b(?:produi|gener|edit|ouvert|enregistr|dispon)\w* dans\b"),
    (
        2.0,
        r"\brestent? (?:\w+ +)?(?:sous|lisibles?)|\b(?:lien|liaison) avec|\bdeja detenu|\bsocle\b"
        r"|\bgaranti\w* (?:sur|sous)|\bprerequis",
    ),
)
REQUIREMENT: Cues = (
    (
        1.5,
        r"\bgaranties?\b|\brefonte\b|\brealise\w*|\bcredits?\b|\blocation\b|\bextension de|\bmise a niveau"
        r"|\bmise en service|\bconcession\b|\bpacks?\b",
    ),
    (
        1.2,
        r"\bformation (?:des|de|aux|a)\b|\bremi(?:s|se|ses)\b|\bremet\w*|\bretenue?s?\b|\bproced\w+ a"
        r"|\bpose\b|\bserveurs?\b",
    ),
    (
        1.7,
        r"\bfourni\w*|\bacqui(?:sition|erir|ert)\w*|\bachat\w*|\blivr\w+|\bcommande\w*|\bsouscri\w+"
        r"|\brenouvel\w+|\breconduction",
    ),
    (
        1.5,
        r"\bacces (?:a|aux|au)\b|\blicences?\b|\babonnements?\b|droits? d'usage|\bcal\b|\bjetons?\b"
        r"|\bmise a (?:jour|disposition)"
        r"|\bcorrectifs?|\bmontee de version",
    ),
    (
        1.6,
        r"\bmaintenance|\bmco\b|\btma\b|\bsupport\b|\bassistance\b|\binfogeran|\bheberge(?:ment|r|ra)\b"
        r"|\btitulaire heberge|\bexploitation d|\badministration d",
    ),
    (
        1.5,
        r"\binstallation\b|\bmet(?:tra)? en (?:ouvre|place)|\bmises? en ouvre|\bdeploi(?:e|era|ement)\b"
        r"|\bparametr|\bmigration vers|\bbascule vers",
    ),
    (
        1.3,
        r"\bdoi(?:t|vent)\b|\bdevr(?:a|ont)\b|\bexig\w+|\battendue?s?\b|\bobligatoires?\b|\bimpos\w+"
        r"|\bpropos\w+|\bsouhaite\w*|\brecevables?",
    ),
    (
        1.4,
        r"\bde type\b|\bdu type\b|\ba la maniere d|\ba l'instar d|\bde la classe d|\bcomparables? a"
        r"|\btels? que\b|\btelles? que\b|\bcomme\b|s'appuiera|\breposera|\bexclusiv\w+"
        r"|\bhabilitee? a\b|\bseule?\b",
    ),
    (
        1.2,
        r"\bprestations?\b|\bquantite|\bprix\b|\bunites?\b|\bforfait|\btitulaire\b|\bchiffrement"
        r"|\bsignature\b|\bfiltrage\b|\bsauvegarde\b|\bdroits\b",
    ),
    (1.8, r"\b\w{3,}(?:era|eront|ira|iront) (?:de type|sur|un|une|le|la|les|assure|base)\b"),
)
