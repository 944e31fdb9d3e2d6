"""Nouns whose ending does not tell their gender, or tells it wrong; found by going through the genders of Lefff."""

from __future__ import annotations

from matinale.spoken.tables import words

FEMININE = words("""
abbaye abside absinthe absolue acanthe accrue acétone ache acidose acné acoustique action aérodynamique aérogare
aéronautique affaire afghane agate agence agrafe aide aigreur aigue aile aire ajoute alarme alcôve alerte algèbre
algorithmique algue allège allonge alpe amarre amazone amende amertume amitié ammoniaque amorce amphore ampleur
ampoule anagramme analyse analytique anaphore ancre anémone anime annexe année annonce anode anse antenne antichambre
antilope antithèse aorte apesanteur apocalypse apologétique apostrophe apothéose appendicite appli application
applique arabesque arachide arbalète arche ardeur arête argile argue arithmétique arme armoire arnaque arnica arthrite
arthrose ascèse asperge astrophysique astuce attache attaque attrape aube auberge auge aumône aurore autocritique
autodéfense automobile autoroute autruche auvergnate avalanche avenue averse avionique avocate âme bagarre bague
baignoire baisse balançoire balistique balle bamboula banane banlieue banque banqueroute baraka baraque barque barre
barrique bascule base basilique bastide baston bataille batiste batterie battue baudruche bauxite bavarde bâche
bâtarde berce berge bécane béchamel bédé bévue bêche bête biblio bibliothèque bicoque bienvenue bile bioéthique
bionique birmane blague blanche blancheur bleue blouse boisson boîte bombarde bombe borne botanique boucle boue
bouilloire boule bourde bourrasque bourse bouse bouteille boutique boxe branche brebis brèche bride brigue brique
bronche bronchite bru brume brune brute bucolique bureautique burqa buse bûche cabane cacahuète caduque cafétéria cage
cagoule caisse calandre calcite calèche came caméra camoufle campagnarde candeur cane candidate gélule pendule valvule élue soldate magistrate canicule canonique cantate cape
capsule capuche caractéristique carafe caravane cardamome cardio carlingue carne carotide carotte carpe carre carte
casbah caste cata catalyse catapulte cataracte catastrophe caténaire cathode cause cella cellophane cellule cellulite
cellulose cendre centrale cène céramique chair chaire chaise chaîne chaleur chaloupe chambre chandeleur chanson
chantilly chape charge charrue charte chasuble cherche chèvre chicane chique chope chose chouchoute choucroute
chronique chrysalide chute cible cime cinémathèque cinématique cinétique circulaire cire cirrhose cithare civile
claire clameur clause clavicule clef clé cliente clientèle clinique clique cloison cloque cluse cocaïne cocarde
cohorte cohue colique collecte colombe combe combinatoire comète commande commandite commode commune communion compo
comporte concorde conduite conique conjonctivite conque conquête conserve conso consulte consume contagion conteste
contrefaçon contrescarpe controverse coque coqueluche corde coriandre corne cornemuse coronaire corrida cortisone cote
couche coule couleur couleuvre coupe cour courbe courge couronne courre course courtisane coutume couverte côte
crainte crampe craque cravache cravate crèche crème crêpe crête crique critique croix croule croupe croûte cruche crue
crypte cubique cuiller cuisson cuite culbute cuticule cuve cybernétique dague dame danse date daube demande dengue
dent desserte dette dextre dèche débauche débâcle décapotable décharge déclenche déconvenue découpe découverte décrue
défaite défaveur défense défonce déforme défunte dégonfle délicate démarche dépense dépêche dépose déprime députée
dérange déroute désunion détenue déverse dialectique dialyse diapo diaspora diatribe diète diététique digue dinde
diode disco discorde discothèque disgrâce disparue dispense dispute distraite dîme djellaba donnée dose douane douce
douceur doudoune douleur doxa drague dramatique drogue droite dune dupe dynamique dynamite dynamo eau ellipse embauche
empile employée encéphalite enclenche enclume encontre encre encyclique endométriose enquête entame entérite entorse
entraide entrecôte entreprise entretenue entrevue erre erreur esbroufe escadre escalope escape escorte escrime espèce
estampe esthétique estompe exclue excuse exégèse ébauche ébène échappatoire écharpe éclaire éclipse écluse école écope
écorce écoute écume égide église égrène électrode électrolyse électronique électrostatique électrotechnique
éliminatoire élite émeute émission énergétique énigme éolienne épaisseur épargne épate épaule éphéméride épingle
épitaphe épithète éponge époque épouse équerre équipe équivoque érudite étable étanche étape étendue éthique étire
étoile étroite étude étudiante fable fabrique fac façon faille faillite faim famille fane fanfare fange fantasia
fantasy farce farfelue fatigue fauche faunique faute favela faveur favorite fâche femme fenêtre ferme ferveur fécule
férule fête fibre fibrose fiesta fièvre figue file filiale fille filleule fin firme fistule flambe flamme flaque
flemme fleur flore flûte foi foire fois foison fondatrice fondue fonte force forêt forge forme formule fortune fougue
foule fourche fourmi fourre fraîche fraîcheur franche francisque frange frangipane franque frappe fraye frayeur
fresque frégate frigide frime fringue frite froideur fronce fugue fuite fureur fusée gaillarde galaxie galope gamme
ganache gangrène gare garnison garrigue gaze gâche geisha gemme genèse gent gentiane geôle gerbe génétique génomique
géophysique géopolitique gifle gigue girafe gitane globulaire gloire glu gnose gomme gonfle gorge gouache goule gourde
grammaire grandeur grange grecque grève grêle grimpe grosseur grue guenon guerre guéguerre guérilla guérison guêpe
guimauve guitare gymnastique hache hacienda halte hampe hanche hanse harangue harpe hausse haute hauteur hâte herbe
herméneutique herse heure heuristique héberge hécatombe hégire hépatite héraldique héroïne hindoue histoire honte
horde horloge hormone horreur houle huile huître humeur hydraulique hydre hydrodynamique hydrolyse hydrostatique hyène
hygiène hypnose hypophyse hypothèque hypothèse icône igname image importune impudeur inconduite inconnue influenza
info informatique infortune ingénue ingrate inimitié inscrite insulte intelligentsia interdite interview intifada
intrigue invite ire issue italique île jalouse jambe jauge javel jeep joue journée joute jugulaire jument jungle junte
jupe kalachnikov kényane kiné kippa lacune lagune laideur laitue laïque lame lampe lance langouste langue langueur
largeur larme larve lauréate lava laye leçon lenteur lettre levée lèche lèpre lèvre légende légion liane libellule
licorne lieue ligne ligue lime limite linguistique liqueur liste loge loggia logique logistique loi lombarde longe
longueur loque louange lourde lourdeur loutre louve lucarne lueur luge lunaire lune lyre lyse machine madone maestria
mafia maigreur main maintenue maison majuscule malaria maman mamy manche mandibule mandragore mangeoire mangouste
mangrove mania mansarde marche mare marge marguerite marijuana marmite marque martre massue mathématique matraque
maudite mauresque mayo mâche mâchoire membrane menthe mer meringue messe mesure meute mèche mère mécanique méconnue
médaille médiane médiathèque médiatique méduse mégarde mémoire méningite ménopause mésange métamorphose métaphore
métaphysique météo méthode métrique métropole minceur minute miséricorde mission mite mitose mitre mode modif moire
moisson moitié molaire molécule mononucléose montagnarde monte montre moque mordue morgue morte mortuaire morue morve
mosaïque moto motoneige moue moumoute mousson moustache moustiquaire moutarde mucoviscidose mue mule muse musique
musulmane mûre mycose myrrhe nacre nage nageoire naïve nargue nation nef neige newsletter nécrose névrose nièce noce
noirceur noire noix none norme note noue nounou nouvelle nue nuit numismatique nuque nurse nursery nymphe oasis obi
obligation obstétrique occitane ode odeur offense offre oïl ombre omerta omoplate once onomastique opinion optique
orbite orque orthographe osmose ostéoporose otite ottomane ouate ouïe ourse overdose paella page pagode paire paix
pampa pancarte panique panne panse pantoufle papaye parabolique parallaxe paranoïa parenthèse paroi parque part
particule partie partisane parvenue passoire pastèque patate patinoire paume pause pavane paye pâleur pâque pâte peau
peine pellicule pelouse peluche pendue pentecôte perche perdrix pergola perle perpendiculaire perruche perruque
persane personne perte perverse pesanteur peste peur pègre péninsule pénombre pépite période péritonite pétanque pêche
phalange philo phonétique photo photosynthèse phrase piastre piaule piazza picarde pierre pieuvre pièce pige pile
pilule pince pinède pipe piqûre pirogue piste pitié pizza pizzeria place plage plainte planche planète planque plante
plaque plate plateforme plèbe pléthore plinthe plombe plonge poétique poire polaire polenta polémique poliomyélite
politique polka polyarthrite polyclinique polytechnique pomme pompe ponce porte pose poudre poule poupe poursuite
poutre pratique préfecture préfète préhistoire prépa prétendue prévenue prime prison problématique profondeur
progestérone programmatique prolonge promo promue proposition proscrite prose prostate prothèse proue province
psychanalyse psyché psychose puanteur puce pudeur puissance pulpe purge pustule pyramide pyrite quarte question queue
quête racle radio rafle rage raideur raiponce rallonge rambarde rame rampe rancoeur rancune rançon range rate razzia
râpe recharge recherche rechute recluse reconduite reconquête recoupe recrue reçue redécouverte redite redoute refonte
reforme reine relaxe religion relique remarque remorque remue renarde rencontre renonce rente renverse repose requête
resserre ressource retape retenue retourne retraite revanche revenue revue règle réaménagement rébellion réciproque
récolte récompense réforme régate région réplique réponse république réserve réunion réussite révolte rhénane
rhétorique rhubarbe ride rigueur rime riposte ristourne rixe robe robotique ronce rondeur roquette rose rotule roue
rougeur roupie rousseur route rôde rubrique ruche rue rumba rumeur rune ruse rythmique saga saison salariée salsa
salve samba sangle sangria sangsue sape sarbacane sarrasin satire sauce sauge saute sauvegarde savane savate saveur
savoyarde scala scène sclérose scoliose seconde secrète secte semaine semonce semoule senteur seringue serre serve
sèche sémantique sémiotique sépia série sicav sieste signalétique sinusite sirène sismique sitcom sociolinguistique
soeur soif somme sonate sono sonore sorte soucoupe soupape soupe sourate source sourde souris soutane soute spatule
spire splendeur star start-up startup statique statistique statue stèle sténose stéréo stipule strate strophe stupeur
stylistique succion sueur supernova supplique surcharge surdose surtaxe survenue suspecte suspicion syllabe symbiose
synagogue syncope syntaxe synthèse systématique systémique sœur table tache tactique taïga tanche tangue tape tare
tarte taule taupe taxe tâche tchatche technique techno tectonique teinte tempe tempête tende tendinite tendue tenue
tequila terre terreur testostérone texane télé télématique tête têtue thermique thermodynamique thèse thématique
thérapeutique thrombose thune thyroïde tiare tierce tiédeur tige tique tire tirelire tisane toge toile toison tomate
tombe tombola tomme tonne tonte toque torah torche tordue torpeur tortue touche toundra tourbe tourne tourte toussaint
tôle trahison traite traîne trajectoire trame tranche transe traque traverse trempe trêve tribu tribune tringle trique
troïka trombe trompe tronche troupe truite tuberculose tuile tulipe tumeur tune tunique tuque turque typhoïde union
urne urticaire usine utilisatrice vache vague vaincue valeur valériane valse value valve vape vapeur variable vasque
veine vendange vendetta vendue vente ventouse venue verge verrue verse verte vertèbre vertu verve veste véranda
vésicule victime victoire vidange vidéo vierge vigueur villa ville vindicte vire virgule vis visio visite vitre vodka
vogue voiture voix volte voltige voûte vue vulgate vulve webcam yourte zone œuvre
""")
MASCULINE = words("""
abysse accrédité accusé ace acheté acquitté actionnaire adopté adultère affecté agave agité ajouté album alité amiante ampère
amphibie amputé an andante antidote antimoine aparté apogée appareil appendice arbre armistice arrêté article artifice
artiste assermenté assisté associé astragale augure avion avorté azote bacille bagne ballon baptistère bastion
belvédère bénéfice bidonville blessé boogie braille brie bromure but caddie cade cadre café calice camarade camée
camion caniche capitaine capitole caprice caractère carbonifère carbure carré carrosse cation causse centaure centre
cerbère cerne champion chanoine chapitre chase chèvrefeuille chiffre chlorure cimetière cinoche cogne coléoptère
collège colosse comité commandité commentaire communiqué compère complice comté conclave confrère congé conté cookie
corbières cortège coude cours coyote côté cratère crayon critère cyanure cyberespace degré dentifrice débarcadère
débouté décapité décolleté décontracté dédale dégoûté délégué délice déporté député déshérité dinosaure diplôme doigté
dollar domaine drame drive effronté embarcadère employé enquêté entêté espace espion essai essuie euro exalté excité
exemplaire exemple exempté exercice exploité écarté éclaté écomusée édifice électrocuté élève élu épisode étale été
éventé factice fade fanzine farniente feuilleté fétiche fichier film fleuve flotté fluorure foie fouetté frère
frontispice futé gave gazole gendarme génie gigawattheure gille glaive gorille grade gramme gribouille groupe gruyère
gymnase habilité hectare hélicoptère hémisphère homme hospice hydrocarbure immeuble incendie indice insigne insulté
interlude intervalle invité iodure jade jeté jour juge karaté karité kilo kilomètre kilomètre-heure kilowattheure
kyrie labelle laguiole landgrave libelle lion litre live livre lovelace lycée madère magasin magazine magistère maire
malade malaise maléfice mammifère manège marché margrave maroilles mastère maté mausolée membre mercure messie meuble
mètre mégaoctet mégawattheure mille millefeuille milliard milliardaire millième million ministère ministre modèle
moine mois molosse monastère monde monopole mort murmure musée musicien mystère narcisse nase nombre numéro octet
office ordinateur ordre orifice ovale pactole pagne palace pamplemousse pancrace parapente parapluie parlementaire parnasse
partenaire pastiche patenté patrimoine pâté peigne persécuté peuple père pégase pépère périnée pétale pétiole pétrole
piège pilote pion pipeline pixel planté poème point pointé polichinelle polymère portefeuille porté possible pour
pourcent presbytère précipice précipité préjudice prélude prêté privilège problème procédé programme projeté prophète
propriétaire protée protocole quadrilatère quine quintette quinté rance raté rayon rectiligne renne repère reporté
reproche ressuscité retraité rez-de-chaussée réfugié réhabilité résumé réverbère révolté sacrifice salarié satellite
sauternes sauté scandale scarabée scorpion selfie service shooté siècle siège signe silence site smartphone solex
solstice somnifère sortilège sosie squale squelette stade stratège suisse sulfure supplice surplace symbole système
tajine talkie tantale tartuffe terawattheure terne territoire téléphone théâtre titre tourmenté traité trampoline
trophée tulle ulcère univers utilisateur vase vaudeville velouté vermicelle verre véhicule véto vice vicomté
violoncelle vote wagon walkie yen zine zombie zouave
""")
# Acronyms of feminine things that a newsroom counts.
FEMININE_ACRONYMS = words("""
AG AMAP AMM AOC AOP API APL ARS BA BD BU CAF CPAM CSP EARL ENR EnR ESN ETI FAQ FIV GPA IA IGP IPO IRM IST ITW IVG LED LGV MJC MST NAO
ONG OPA OQTF PAC PMA PME PMI PWA QPC RTT SA SARL SAS SASU SCI SCIC SCOP SCPI SICAV SNC SSII STEP TPE TVA UFR UGB UMR URL VAE VMC ZAC ZAD ZAN
ZEP ZFE ZNIEFF ZUP
""")
# Words after a number that it does not count.
LINKS = words("""
de d des du et ou à au aux en sur par pour dans contre avec sans soit mais il elle on ils elles est sont a ont qui que
dont depuis avant après se s
""")
# Words in s or x that it does not count either.
UNCOUNTED = words("""
dans des les mais puis plus sans sous alors après vers ses nous vous ces leurs mes tes dès très toujours jamais depuis
pas chez lors moins près hors avec elles ils jours suis êtes
""")
