"""The text of the example tender document, written for the project: an invented town, real product names.

Blocks in order: ("h1"|"h2", text), ("p", text), ("list", [texts]), ("table", [rows]). A note is
written in the text as [[its words]].
"""

TITLE = "Cahier des clauses techniques particulières"
SUBTITLE = "Poste de travail, collaboration et infrastructure – marché 2026-NUM-04"
HEADER = "Ville de Saint-Exemple – Direction du numérique"
FOOTER = "CCTP 2026-NUM-04"

BLOCKS = [
    ("h1", "1 Objet et contexte"),
    ("h2", "1.1 Objet du marché"),
    (
        "p",
        "La Ville de Saint-Exemple renouvelle ses services numériques de poste de travail, de collaboration et "
        "d'infrastructure. Le présent cahier décrit les besoins auxquels le titulaire répond, les niveaux de service "
        "attendus et les livrables. Il s'applique à tous les lots, sauf mention contraire.",
    ),
    (
        "p",
        "Le marché couvre la fourniture de droits d'usage, l'installation, la reprise des données, la formation des "
        "agents et le maintien en condition opérationnelle pendant quatre ans. Les prestations sont exécutées dans les "
        "locaux de la Ville ou à distance, selon la nature de l'intervention.",
    ),
    ("h2", "1.2 La Ville et son parc"),
    (
        "p",
        "La Ville compte 1 150 agents, dont 820 disposent d'un poste de travail. Les sites sont l'hôtel de ville, le "
        "centre technique, douze écoles, deux médiathèques, une piscine et un conservatoire. Les écoles sont équipées "
        "de 96 classes avec tableau électrique conforme, vidéoprojecteur et caméra de documents à zoom optique.",
    ),
    (
        "p",
        "À ce jour, la messagerie repose sur Microsoft Exchange Server 2016 et les postes sont sous Windows 10 et "
        "Windows 11. La suite bureautique installée est Microsoft Office 2019 Professionnel Plus, complétée de "
        "LibreOffice dans les médiathèques et les écoles. Ces éléments sont donnés pour information.",
    ),
    (
        "p",
        "Les serveurs sont virtualisés avec VMware vSphere sur trois nœuds, et sauvegardés par Veeam Backup & "
        "Replication. Le parc est inventorié dans GLPI, qui sert aussi de guichet d'assistance. Un espace d'échange de "
        "fichiers Nextcloud, hébergé par la Ville, est ouvert à 210 agents.",
    ),
    (
        "table",
        [
            ["Domaine", "Outil en place", "Fin de contrat"],
            ["Bureautique", "Microsoft Office 2019", "licences perpétuelles"],
            ["Messagerie", "Exchange Server 2016", "octobre 2025"],
            ["Virtualisation", "VMware vSphere 7", "31 mars 2027"],
            ["Sauvegarde", "Veeam Backup & Replication", "31 décembre 2027"],
            ["Assistance", "GLPI 10", "support annuel"],
            ["Fichiers partagés", "Nextcloud", "31 janvier 2027"],
            ["Paie", "Cegid", "31 décembre 2028"],
        ],
    ),
    (
        "p",
        "Le réseau relie les sites par fibre optique, avec un débit garanti de 1 Gbit/s vers la salle informatique. "
        "Une seconde salle, au centre technique, accueille les copies. Les deux salles sont climatisées et secourues.",
    ),
    ("h2", "1.3 Enjeux"),
    (
        "p",
        "La Ville souhaite maîtriser ses coûts, protéger les données de ses administrés et garder la faculté de "
        "changer de fournisseur. Elle attache de l'importance à l'accessibilité des outils et à leur sobriété.",
    ),
    (
        "p",
        "Les agents ont pris l'habitude des réunions à distance. Les équipes (teams projet, comités, instances) se "
        "réunissent chaque semaine ; le mot équipe est pris dans le présent document en son sens ordinaire.",
    ),
    ("h2", "1.4 Pilotage du marché"),
    (
        "p",
        "Un comité de suivi se réunit chaque mois. Il examine les indicateurs, les incidents, les évolutions demandées "
        "et les factures. Le titulaire y est représenté par son directeur de projet, qui prépare l'ordre du jour et "
        "rédige le compte rendu sous cinq jours.",
    ),
    (
        "p",
        "Un comité de direction se tient deux fois par an. Il se prononce sur la trajectoire des services, les écarts "
        "constatés et les actions de progrès. Les décisions sont consignées dans un registre partagé.",
    ),
    (
        "p",
        "Le titulaire désigne un interlocuteur unique pour chaque lot. Tout remplacement est annoncé un mois à "
        "l'avance et donne lieu à une période de recouvrement d'au moins dix jours ouvrés, sans frais pour la Ville.",
    ),
    ("h1", "2 Allotissement et calendrier"),
    ("h2", "2.1 Lots"),
    ("p", "Le marché est divisé en cinq lots. Chaque lot donne lieu à un accord-cadre distinct."),
    (
        "table",
        [
            ["Lot", "Intitulé", "Périmètre", "Utilisateurs"],
            ["1", "Bureautique et messagerie", "Suite bureautique, messagerie, agenda partagé", "820"],
            ["2", "Visioconférence et téléphonie", "Réunions à distance, salles équipées, softphone", "640"],
            ["3", "Serveurs et sauvegarde", "Virtualisation, sauvegarde, supervision", "–"],
            ["4", "Sécurité", "Protection des postes, filtrage, gestion des mots de passe", "820"],
            ["5", "Applications métier", "Gestion financière, ressources humaines, signature électronique", "310"],
        ],
    ),
    ("h2", "2.2 Calendrier"),
    (
        "list",
        [
            "Notification prévue : septembre 2026.",
            "Réunion de lancement : dans les quinze jours qui suivent la notification.",
            "Reprise des boîtes aux lettres : avant la fin de l'année 2026.",
            "Mise en service des salles : premier trimestre 2027.",
        ],
    ),
    (
        "p",
        "Le titulaire remet un calendrier détaillé dans son offre. Tout retard qui ne lui est pas imputable est "
        "constaté contradictoirement et n'ouvre pas droit à pénalité.",
    ),
    ("h1", "3 Lot 1 : bureautique et messagerie"),
    ("h2", "3.1 Suite bureautique"),
    (
        "p",
        "Le titulaire fournit 820 licences Microsoft 365 E3 pour une durée de 48 mois. Les licences sont livrées dans "
        "le portail d'administration de la Ville au plus tard dix jours après le bon de commande.",
    ),
    (
        "p",
        "Pour les agents des écoles, la suite proposée est Google Workspace, OnlyOffice ou équivalent. Elle permet la "
        "rédaction à plusieurs, le suivi des modifications et le travail hors connexion.",
    ),
    (
        "p",
        "Les documents produits sont enregistrés par défaut au format OpenDocument. La conversion des modèles "
        "existants, environ 340 fichiers avec macros, est à la charge du titulaire.",
    ),
    (
        "p",
        "Les candidats proposent une solution française pour l'éditeur de formulaires en ligne, afin de faciliter "
        "l'assistance aux usagers.",
    ),
    ("h2", "3.2 Messagerie"),
    (
        "p",
        "La messagerie est de type Exchange Online. Chaque boîte dispose d'au moins 50 Go, d'un agenda, de contacts "
        "partagés et d'une archive.",
    ),
    (
        "p",
        "Le client de messagerie installé sur les postes reste Outlook pendant la période de transition, fixée à "
        "douze mois ; la solution proposée doit être compatible avec Outlook 2019 pendant ce délai.",
    ),
    (
        "p",
        "La reprise porte sur 1 020 boîtes, 46 boîtes de service et 3,2 To de messages. Elle conserve les dossiers, "
        "les règles de tri, les délégations et les rendez-vous récurrents.",
    ),
    (
        "p",
        "Le service de messagerie filtre les courriers indésirables et les pièces jointes dangereuses. Les courriers "
        "mis en quarantaine sont présentés chaque jour à l'agent, qui peut en demander la libération. Les journaux "
        "sont conservés un an.",
    ),
    (
        "p",
        "L'annuaire des agents est synchronisé chaque nuit. Les comptes des agents partis sont suspendus dans la "
        "journée et supprimés après quatre-vingt-dix jours, leurs dossiers étant remis à leur chef de service.",
    ),
    ("h2", "3.3 Retouche d'images et documents PDF"),
    (
        "p",
        "La direction de la communication dispose de 14 postes de création. Le titulaire fournit pour ces postes "
        "Adobe Creative Cloud (toutes applications) ou une solution techniquement équivalente, compatible avec les "
        "fichiers natifs existants.",
    ),
    (
        "p",
        "Les autres services ont besoin de lire, annoter et assembler des PDF. Un outil du type Acrobat Pro est "
        "attendu pour 120 postes[[Ou tout produit équivalent permettant le caviardage définitif des données.]].",
    ),
    ("h1", "4 Lot 2 : visioconférence et téléphonie"),
    ("h2", "4.1 Réunions à distance"),
    (
        "p",
        "La Ville utilise aujourd'hui Zoom pour les réunions publiques du conseil municipal et Microsoft Teams pour "
        "les réunions internes. Le titulaire fournit une solution unique de réunion à distance pour 300 participants "
        "simultanés, avec enregistrement, sous-titres et vote.",
    ),
    (
        "p",
        "Les séances du conseil sont diffusées en direct. La solution permet l'accès depuis un navigateur, sans "
        "installation, et depuis un téléphone ordinaire. L'hébergement des enregistrements est précisé dans l'offre.",
    ),
    (
        "p",
        "À titre d'exemple, des solutions comme Webex, Tixeo, Jitsi Meet ou équivalent répondent au besoin de réunions "
        "restreintes à caractère confidentiel.",
    ),
    (
        "p",
        "Les comptes rendus automatiques, s'ils sont proposés, sont désactivés par défaut. Leur activation relève de "
        "l'organisateur de la réunion, qui en informe les participants. Aucun enregistrement n'est conservé plus de "
        "trente jours sans décision expresse de la direction concernée.",
    ),
    ("h2", "4.2 Salles équipées"),
    (
        "p",
        "Neuf salles sont équipées d'un écran de 75 pouces, d'une barre de son et d'une caméra à zoom optique x 12. Les "
        "équipements sont de marque Logitech et certifiés Microsoft Teams Rooms.",
    ),
    (
        "p",
        "Une vague d'essais est organisée dans deux salles pilotes avant le déploiement. Les locaux techniques "
        "disposent d'un tableau électrique dédié ; le titulaire n'intervient pas sur cette installation.",
    ),
    ("h2", "4.3 Téléphonie"),
    (
        "p",
        "L'autocommutateur en place est un Alcatel-Lucent OmniPCX Enterprise, maintenu jusqu'en 2029. Le logiciel de "
        "téléphonie s'interface avec cet équipement. La solution Rainbow peut être proposée, de même que toute autre "
        "solution offrant les mêmes fonctions.",
    ),
    ("h1", "5 Lot 3 : serveurs et sauvegarde"),
    ("h2", "5.1 Virtualisation"),
    (
        "p",
        "Le titulaire renouvelle le socle de virtualisation. Sont admis VMware vSphere, Proxmox VE, Hyper-V ou tout "
        "produit équivalent. La reprise des 64 machines virtuelles se fait sans arrêt de plus de deux heures par "
        "service.",
    ),
    (
        "p",
        "Les systèmes invités sont Red Hat Enterprise Linux 8, Debian 12 et Windows Server 2019. Deux applications "
        "s'appuient sur Oracle Database 19c ; leur migration n'entre pas dans le périmètre.",
    ),
    (
        "p",
        "Le titulaire remet un dossier d'architecture avant toute intervention. Ce dossier décrit les flux, les "
        "adresses, les comptes de service et les dépendances entre applications. Il est tenu à jour pendant toute la "
        "durée du marché et remis à la Ville dans un format modifiable.",
    ),
    (
        "p",
        "Les essais de bascule entre les deux salles ont lieu une fois par an, un samedi, en présence d'un agent de la "
        "direction du numérique. Le procès-verbal précise les durées constatées et les anomalies.",
    ),
    ("h2", "5.2 Sauvegarde"),
    (
        "p",
        "La sauvegarde est assurée par Veeam. Le titulaire fournit l'extension de licence pour 20 machines "
        "supplémentaires, sans changer d'outil, afin de conserver les restaurations possibles sur dix ans.",
    ),
    (
        "p",
        "Une copie hors site est réalisée chaque nuit. Les données sauvegardées sont chiffrées avant leur envoi et "
        "hébergées dans l'Union européenne. Le stockage objet est compatible avec l'interface S3.",
    ),
    ("h2", "5.3 Supervision"),
    (
        "p",
        "La supervision s'appuie sur Centreon. Le titulaire livre les sondes et les tableaux de bord de ses propres "
        "composants ; les alertes sont transmises à GLPI.",
    ),
    ("h2", "5.4 Hébergement"),
    (
        "p",
        "Le titulaire héberge les environnements de recette chez un prestataire qualifié SecNumCloud ou équivalent. "
        "Les environnements de production peuvent être hébergés sur AWS, Azure, OVHcloud ou Outscale ou équivalent, "
        "sous réserve de l'analyse de risques jointe à l'offre.",
    ),
    ("h1", "6 Lot 4 : sécurité"),
    ("h2", "6.1 Protection des postes"),
    (
        "p",
        "Les postes sont protégés par un agent de détection et de réponse. La console est unique pour les postes et "
        "les serveurs. Le produit actuellement déployé est Trend Micro Apex One ; le contrat prend fin le 31 décembre "
        "2026.",
    ),
    (
        "p",
        "Le produit est certifié selon la norme NF EN ISO/IEC 15408. Il dispose d'une interface en français et "
        "n'utilise pas plus de 3 % du processeur au repos.",
    ),
    (
        "p",
        "Une alerte jugée sérieuse est qualifiée dans l'heure, de jour comme de nuit. Le titulaire isole le poste "
        "concerné, prévient l'astreinte de la Ville et conserve les traces utiles à l'enquête. Un rapport est remis "
        "dans les trois jours ouvrés.",
    ),
    ("h2", "6.2 Pare-feu et accès distants"),
    (
        "p",
        "Les pare-feu sont des Fortinet FortiGate 100F. Le titulaire fournit deux équipements supplémentaires de même "
        "marque, gérés par la console existante. Le réseau privé virtuel est ouvert à 400 agents.",
    ),
    ("h2", "6.3 Mots de passe et authentification"),
    (
        "p",
        "Un coffre de mots de passe de type KeePass, Bitwarden ou LockPass, ou équivalent, est mis à disposition de "
        "tous les agents. L'authentification à deux facteurs s'appuie sur l'annuaire Active Directory de la Ville et "
        "sur le protocole OpenID Connect.",
    ),
    ("h1", "7 Lot 5 : applications métier"),
    ("h2", "7.1 Gestion financière et ressources humaines"),
    (
        "p",
        "La gestion financière est assurée par Ciril Group et la paie par Cegid. Le titulaire assure l'échange "
        "quotidien des écritures avec ces deux applications, qui ne sont pas remplacées.",
    ),
    (
        "p",
        "La solution de gestion des temps s'intègre nativement à Outlook et à Teams. Elle importe les absences depuis "
        "la paie chaque nuit.",
    ),
    (
        "p",
        "Les agents saisissent leurs congés depuis un navigateur ou une borne. Les responsables valident les demandes "
        "en ligne. Les compteurs sont calculés chaque nuit selon le règlement du temps de travail de la Ville, qui "
        "comporte onze cycles différents.",
    ),
    (
        "p",
        "Les habilitations reprennent l'organigramme. Elles sont revues deux fois par an avec les directions. Un "
        "journal trace les consultations de données sensibles et peut être remis au délégué à la protection des "
        "données.",
    ),
    ("h2", "7.2 Signature électronique"),
    (
        "p",
        "Les marchés et les délibérations sont signés par un outil de type DocuSign, Yousign ou équivalent, conforme "
        "au règlement eIDAS au niveau avancé.",
    ),
    ("h2", "7.3 Gestion de projet et développement"),
    (
        "p",
        "Les demandes d'évolution sont suivies dans Jira®. Le code des téléservices est géré dans GitLab, installé "
        "par la Ville. Slack n'est pas autorisé pour les échanges qui contiennent des données personnelles.",
    ),
    (
        "p",
        "Les tableaux de bord sont produits avec Power BI, Tableau ou Metabase ou équivalent. Le tableau des "
        "indicateurs figure en annexe 2.",
    ),
    ("h1", "8 Services attendus"),
    ("h2", "8.1 Récapitulatif des services"),
    ("p", "Le tableau suivant récapitule les services et les volumes. Il engage le titulaire pour le lot considéré."),
    (
        "table",
        [
            ["Service", "Produit ou niveau attendu", "Volume", "Lot"],
            ["Suite bureautique", "Microsoft 365 E3", "820", "1"],
            ["Création graphique", "Adobe Creative Cloud ou équivalent", "14", "1"],
            ["Réunions à distance", "300 participants simultanés", "640", "2"],
            ["Salles", "Teams Rooms Pro", "9", "2"],
            ["Sauvegarde", "Veeam Data Platform", "84", "3"],
            ["Protection des postes", "Détection et réponse, console unique", "820", "4"],
            ["Signature", "Niveau avancé eIDAS", "120", "5"],
        ],
    ),
    ("h2", "8.2 Niveaux de service"),
    (
        "list",
        [
            "Disponibilité mensuelle de 99,8 % pour la messagerie et les réunions à distance.",
            "Prise en compte d'un incident bloquant en trente minutes, du lundi au samedi.",
            "Rétablissement d'un incident bloquant en quatre heures ouvrées.",
            "Compte rendu mensuel avec les indicateurs de l'annexe 2.",
        ],
    ),
    (
        "p",
        "Le support est joignable par téléphone et par formulaire. Les échanges se font en français. Un incident est "
        "clos après l'accord de l'agent qui l'a signalé.",
    ),
    ("h2", "8.3 Formation"),
    (
        "p",
        "Le titulaire forme 60 référents en six sessions d'une journée, puis propose des ateliers courts. Les "
        "formateurs justifient d'une certification Microsoft Certified Trainer pour le lot 1. Les supports sont remis "
        "sous licence ouverte.",
    ),
    (
        "p",
        "Un guide de prise en main illustré est remis à chaque agent. Il tient en quatre pages et respecte les règles "
        "d'accessibilité applicables aux documents bureautiques.",
    ),
    ("h2", "8.4 Maintien en condition opérationnelle"),
    (
        "p",
        "Le titulaire applique les mises à jour de sécurité dans les sept jours, et les mises à jour critiques dans "
        "les quarante-huit heures. Il tient un registre des versions installées.",
    ),
    (
        "p",
        "Les interventions qui interrompent un service sont annoncées cinq jours ouvrés à l'avance et réalisées en "
        "dehors des heures d'ouverture au public.",
    ),
    ("h2", "8.5 Réception et pénalités"),
    (
        "p",
        "Chaque livraison fait l'objet d'une vérification d'aptitude de quinze jours, puis d'une vérification de "
        "service régulier d'un mois. La Ville prononce la réception, l'ajournement ou le rejet par écrit.",
    ),
    (
        "p",
        "Une disponibilité inférieure à l'engagement donne lieu à une réfaction de 2 % du montant mensuel du service "
        "par tranche de 0,1 point, dans la limite de 20 %. Les retards de livraison sont décomptés par jour calendaire.",
    ),
    ("h2", "8.6 Sobriété et accessibilité"),
    (
        "p",
        "Les outils destinés aux agents et aux usagers respectent le référentiel général d'amélioration de "
        "l'accessibilité. Le titulaire remet une déclaration de conformité et un plan de correction.",
    ),
    (
        "p",
        "Les matériels fournis sont réparables pendant cinq ans. Le titulaire reprend les emballages et propose une "
        "filière de réemploi pour les équipements remplacés.",
    ),
    ("h1", "9 Données et réversibilité"),
    ("h2", "9.1 Protection des données"),
    (
        "p",
        "Le titulaire agit comme sous-traitant au sens du règlement général sur la protection des données. Il tient à "
        "jour la liste de ses sous-traitants ultérieurs et le lieu de traitement des données.",
    ),
    (
        "p",
        "Les données de la Ville restent sa propriété. Le titulaire s'engage à ne pas les utiliser pour entraîner des "
        "modèles, ni pour son propre compte, ni pour celui d'un tiers.",
    ),
    ("h2", "9.2 Réversibilité"),
    (
        "p",
        "À la fin du marché, le titulaire remet l'ensemble des données dans des formats ouverts et documentés, avec "
        "les journaux et les droits d'accès. Il prête assistance pendant trois mois.",
    ),
    ("h2", "9.3 Interopérabilité"),
    (
        "p",
        "Les interfaces de programmation sont documentées et accessibles sans surcoût. Les agendas s'échangent au "
        "format iCalendar et les annuaires par le protocole LDAP.",
    ),
    ("h1", "10 Critères et documents à remettre"),
    ("h2", "10.1 Éléments de l'offre technique"),
    (
        "list",
        [
            "Une note de présentation des produits proposés, avec leurs versions.",
            "Le plan de reprise des données, dont celles de Microsoft Exchange.",
            "Le lieu d'hébergement et les qualifications de l'hébergeur.",
            "Une démonstration en ligne d'une heure, avec l'outil du candidat.",
        ],
    ),
    ("h2", "10.2 Jugement des offres"),
    (
        "p",
        "La valeur technique est notée sur 60 points, dont 10 pour la connaissance de l'environnement Microsoft Azure. "
        "Le prix est noté sur 40 points.",
    ),
    ("h2", "10.3 Disposition générale"),
    (
        "p",
        "Lorsque le présent document cite une marque, une norme ou un type, cette mention s'entend avec les mots « ou "
        "équivalent », y compris lorsqu'ils n'y figurent pas.",
    ),
    ("h1", "11 Annexes"),
    (
        "list",
        [
            "Annexe 1 : plan des sites et des salles.",
            "Annexe 2 : tableau des indicateurs de service.",
            "Annexe 3 : inventaire du parc logiciel (fichier inventaire-exemple.xlsx).",
        ],
    ),
]
