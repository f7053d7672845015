// Generated from docs/openapi.json by `npm run generate`. Do not edit.
export interface paths {
    "/ageing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is open at a day, by how long it is past due. */
        get: operations["read_ageing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ageing/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ageing and its open items as a workbook. */
        get: operations["export_ageing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ageing/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The open items of an ageing, the latest first. */
        get: operations["list_open_items"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clearings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What later lists no longer had, and nobody has said by what it was settled. */
        get: operations["list_clearings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clearings/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says what clearings were: receipts, credit notes or write-offs take their places, in one commit. All answers are taken, or none. */
        post: operations["answer_clearings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customers that the caller sees. */
        get: operations["list_customers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One customer: its record, its latest rating, what it owes. */
        get: operations["read_customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/ageing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customer's open items at a day. */
        get: operations["customer_ageing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes back that a name is this customer's: the next file that has it is asked about. What came in by it stays with the customer. */
        delete: operations["end_alias"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/open-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customer's jobs that are not paid, which pay-before-release holds back. */
        get: operations["open_orders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/proposals/{month}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves or declines what the rule proposes (pay before release). */
        post: operations["decide_proposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customer's ratings by month, newest first. */
        get: operations["customer_ratings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/ratings/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why the customer has this class in this month. */
        get: operations["explain_rating"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/ratings/{month}/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for a class by hand from this month on; it counts once somebody else has approved it. */
        post: operations["override_class"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/ratings/{month}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The entries and records behind a measure. */
        get: operations["rating_records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customer's ledger, newest first. */
        get: operations["customer_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/customers/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The list of customers as a workbook. */
        get: operations["export_customers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the program answers. No sign-in. */
        get: operations["read_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The imports, newest first; for who may import, because files are of the whole company. */
        get: operations["list_imports"];
        put?: never;
        /**
         * Takes a file and says what it seems to be. Put the fields `sheet` and `answers` before the file, to look at another sheet than the first,
         *     or to answer what is known to be asked.
         */
        post: operations["upload_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import with its report. */
        get: operations["read_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a whole import back by reversing entries and versions; answers with the job. */
        post: operations["undo_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{upload}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers what only a person can say of an upload; gives the new proposal. Send every answer so far: nothing is kept between calls. */
        post: operations["answer_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{upload}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries the import without writing; answers with the job. */
        post: operations["dry_run_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{upload}/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rejected rows of the latest dry run or run of an upload, or of an import, as a workbook: the reason in each row. */
        get: operations["download_rejected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/{upload}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports the file; answers with the job. Running it again adds nothing twice. */
        post: operations["run_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a column of a file can be. */
        get: operations["list_import_targets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/imports/templates/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A workbook with the expected headers: `customers`, `orders`, `invoices`, `receipts`, `costs`, `open_items`. */
        get: operations["download_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a job is, and what came out. Only who started it sees it. */
        get: operations["read_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks a job to stop. A rating or an undo is one commit and stops only before it. */
        post: operations["cancel_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Branches, salespeople and terms that the caller can filter by. */
        get: operations["read_organisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The exchange rates by which what comes in is taken into the currency of the books. */
        get: operations["list_rates"];
        /** Keeps exchange rates: all or none. What came in before keeps the rate it came in by. */
        put: operations["put_rates"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The months that are rated, newest first. */
        get: operations["list_rated_months"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The structure of a rated month. */
        get: operations["read_rated_month"];
        put?: never;
        /** Rates the month anew; answers with the job. */
        post: operations["rate_month"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings/{month}/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customers of a rated month. */
        get: operations["list_rated_customers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings/{month}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customers of a rated month as a workbook. */
        get: operations["export_ratings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings/{month}/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many customers moved from each class to each other. */
        get: operations["rating_matrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings/{month}/proposals/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves or declines what the rule proposes for several customers: for all, or for none where one has changed since it was read. */
        post: operations["answer_proposals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings/{month}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every time the month was rated, the latest first, those taken back included. Each stays readable as it was. */
        get: operations["list_runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings/{month}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the rating of a month back: the run before it counts again, or the month is not rated. What was judged stays readable. */
        post: operations["withdraw_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the data so far can answer, and what is missing for the rest; for who may import, because it counts the whole company's data. */
        get: operations["read_readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recipes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The saved recipes. */
        get: operations["list_recipes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rulebook in force. */
        get: operations["read_rulebook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/chapters/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A chapter: the rule in words, its measures, decisions and appraisals. */
        get: operations["read_chapter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/chapters/{name}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The values of a chapter that are changed without writing a file: weights, names, how measures count, the text. */
        get: operations["read_settings"];
        /** Saves changed values in the draft; nothing is saved unless the rulebook loads with all of them. */
        put: operations["save_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The decision files of the rulebook, and the draft. */
        get: operations["list_decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/decisions/{path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a decision file says, in the draft and in force. */
        get: operations["read_decision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/decisions/{path}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A decision file beside what it says in another edition, cell by cell. */
        get: operations["compare_decision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/decisions/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the checks and the examples say of a text. Nothing is kept. */
        post: operations["check_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/decisions/examples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A file of examples with the fewest cases that show every rule, bound and cell of a decision, with what it gives. Nothing is saved. */
        post: operations["generate_decision_examples"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/decisions/sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The tables of a text as a workbook that a person can edit, or one of them as CSV. Nothing is saved. */
        post: operations["write_decision_sheets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/decisions/sheets/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes what was edited in a workbook or CSV file back into a text. Nothing is saved: the editor shows what came of it. */
        post: operations["read_decision_sheets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/decisions/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a decision gives for a case that somebody types in. Nothing is kept. */
        post: operations["try_decision"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Saves a decision file in the draft; nothing of it is in force. */
        put: operations["save_draft"];
        post?: never;
        /** Throws the draft away; what is in force stays as it is. */
        delete: operations["drop_draft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/draft/examples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an example that does not come out as written expect what the draft gives; its file becomes part of the draft. */
        post: operations["correct_example"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/draft/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Checks the draft and issues it as an edition that judges from a month on; refused where a check finds an error, an example fails, a doubt is
         *     not accepted, or the publisher wrote a part of it.
         */
        post: operations["publish_draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/draft/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The draft before it is published: who wrote it, what the checks doubt, and who would change class in the last rated month. */
        get: operations["review_draft"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulebook/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The editions of the rulebook that were issued, and which months each judges. */
        get: operations["list_editions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people decided about ratings, and what waits for an answer, the newest first. */
        get: operations["list_rulings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulings/{id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a ruling in force, from a month on: the computed class and the record's terms count again. The months before keep it. */
        post: operations["revoke_ruling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulings/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back what the caller asked for and nobody has answered. */
        post: operations["withdraw_ruling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rulings/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves or declines classes that others asked for: all of them, or none where one has changed since it was read. */
        post: operations["answer_rulings"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Finds customers, invoices and charges by number, and pages. */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and to which company. */
        get: operations["read_session"];
        put?: never;
        /** Signs in; sets the session cookie. */
        post: operations["sign_in"];
        /** Signs out. Fine also where nobody is signed in. */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the caller's password; ends the caller's other sessions. */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the company in this folder is. No sign-in. */
        get: operations["read_setup"];
        put?: never;
        /** Sets up the demo company or a company of one's own; refused once there is one. No sign-in. */
        post: operations["create_company"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may sign in, and what roles there are. */
        get: operations["list_users"];
        put?: never;
        /** Adds a user; answers with a one-time password, which is shown this once. */
        post: operations["create_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{name}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a user a new one-time password, which is shown this once; the user's sessions end. */
        post: operations["reset_user_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{name}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Lets a user in, or keeps the user out; the user's sessions end. */
        put: operations["set_user_state"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workbench": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for the person who is signed in, and what has changed in the customers that this person sees. */
        get: operations["read_workbench"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A doubt that the publisher accepts. */
        AcceptDoubt: {
            /** @description The doubt. */
            id: string;
            /** @description Why it is right all the same. */
            reason: string;
        };
        /** @description A user to add. */
        AddUser: {
            /** @description The sign-in name. */
            name: string;
            /** @description The staff number, where the role needs one. */
            person?: string | null;
            /** @description The role. */
            role: string;
            /** @description The code of the unit whose data the user sees, where the role needs one. */
            unit?: string | null;
        };
        /** @description The first user of an own company. */
        Administrator: {
            /** @description The sign-in name. */
            name: string;
            /** @description To be changed at the first sign-in. */
            one_time_password: string;
        };
        /**
         * @description What the rows of an ageing are.
         * @enum {string}
         */
        AgeBy: "branch" | "salesperson" | "customer";
        /** @description An ageing. */
        Ageing: {
            /** @description The day. */
            as_of: components["schemas"]["Day"];
            /** @description The buckets with their sums. */
            buckets: components["schemas"]["BucketAmount"][];
            /** @description What the rows are. */
            by: components["schemas"]["AgeBy"];
            /** @description What is open by currency, in that currency. */
            by_currency: components["schemas"]["CurrencyAmount"][];
            /** @description The currency of the amounts: the base currency unless one was asked for. */
            currency: string;
            /**
             * Format: int64
             * @description How many customers have open items.
             */
            customers: number;
            empty_because?: components["schemas"]["Text"] | null;
            /**
             * Format: int64
             * @description How many open items.
             */
            items: number;
            /** @description The instant up to which facts are counted. */
            known_at: components["schemas"]["Instant"];
            next_by?: components["schemas"]["AgeBy"] | null;
            /** @description The part of it that is past due. */
            overdue: components["schemas"]["Decimal"];
            overdue_share?: components["schemas"]["Decimal"] | null;
            /** @description Whether the answer rests on known-at times that an import asserted. */
            rests_on_asserted: boolean;
            /** @description The rows, the largest first. */
            rows: components["schemas"]["AgeingRow"][];
            /** @description What is open. */
            total: components["schemas"]["Decimal"];
            /** @description Receipts not yet allocated: a column of its own, never netted. */
            unallocated: components["schemas"]["Decimal"];
        };
        /** @description A row of an ageing. */
        AgeingRow: {
            /** @description By bucket, in the order of the ageing's buckets. */
            buckets: components["schemas"]["Decimal"][];
            /** @description By currency, in that currency. */
            by_currency: components["schemas"]["CurrencyAmount"][];
            /**
             * Format: int64
             * @description How many open items.
             */
            items: number;
            key?: components["schemas"]["Reference"] | null;
            /** @description The part past due. */
            overdue: components["schemas"]["Decimal"];
            overdue_share?: components["schemas"]["Decimal"] | null;
            /** @description What is open. */
            total: components["schemas"]["Decimal"];
            /** @description Receipts not yet allocated. */
            unallocated: components["schemas"]["Decimal"];
        };
        /** @description What the written rule allocated. */
        Allocated: {
            /** @description What was allocated, in the base currency. */
            amount: components["schemas"]["Decimal"];
            /**
             * Format: int64
             * @description How many receipts were not allocated before.
             */
            receipts: number;
        };
        /**
         * @description Whether a question can be answered.
         * @enum {string}
         */
        Answer: "yes" | "partly" | "no";
        /** @description A possible answer, and what it leads to. */
        Answered: {
            /** @description In words. */
            label: components["schemas"]["Text"];
            means?: components["schemas"]["Text"] | null;
            money?: components["schemas"]["Money"] | null;
            title?: components["schemas"]["Text"] | null;
            /** @description What is answered. */
            value: string;
        };
        /** @description What a person answers. */
        AnswersRequest: {
            /** @description Every answer so far, by the question's key. */
            answers?: {
                [key: string]: string;
            };
            /** @description Look at this sheet only. */
            sheet?: string | null;
        };
        /** @description An appraisal. */
        AppraisalInfo: {
            /** @description The classes, best first. */
            classes: string[];
            /** @description Where the rule stands. */
            clause: components["schemas"]["Text"];
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description The name in files. */
            name: string;
            /** @description The measures with their weights in percent. */
            weights: components["schemas"]["AppraisalWeight"][];
        };
        /** @description A measure's weight in an appraisal. */
        AppraisalWeight: {
            /** @description The measure on screens. */
            label: components["schemas"]["Text"];
            /** @description The measure. */
            measure: string;
            /** @description In percent. */
            weight: components["schemas"]["Decimal"];
        };
        /** @description An organisation unit. */
        Branch: components["schemas"]["Reference"] & {
            /** @description `group`, `region`, `branch`, `department`. */
            kind?: string | null;
            /**
             * Format: int64
             * @description The unit above it.
             */
            parent?: number | null;
        };
        /** @description A span of days of an ageing. */
        Bucket: {
            /**
             * Format: int64
             * @description The first day of it; null for not due.
             */
            from?: number | null;
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description The name in the API: `not_due`, `1_30`, `over_365`. */
            name: string;
            /**
             * Format: int64
             * @description The last day of it; null for the last bucket.
             */
            to?: number | null;
        };
        /** @description An amount in a bucket. */
        BucketAmount: components["schemas"]["Bucket"] & {
            /** @description The amount. */
            amount: components["schemas"]["Decimal"];
        };
        /** @description A customer that would change class. */
        ChangedCustomer: {
            /** @description Whose. */
            customer: components["schemas"]["Reference"];
            /** @description The class by the rulebook in force. */
            from?: string | null;
            /** @description The class by the draft. */
            to?: string | null;
            total_from?: components["schemas"]["Decimal"] | null;
            total_to?: components["schemas"]["Decimal"] | null;
        };
        /** @description A chapter. */
        Chapter: {
            /** @description The appraisals. */
            appraisals: components["schemas"]["AppraisalInfo"][];
            /** @description The decisions. */
            decisions: components["schemas"]["DecisionInfo"][];
            /** @description The edition of the rulebook. */
            edition: string;
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description The measures. */
            measures: components["schemas"]["MeasureInfo"][];
            /** @description The name in files. */
            name: string;
            /** @description The rule in words: Markdown in both languages. */
            readme: components["schemas"]["Text"];
            /** @description The record types. */
            record_types: components["schemas"]["RecordTypeInfo"][];
        };
        /** @description The values of a chapter that are changed without writing a file. */
        ChapterSettings: {
            /** @description In the order of the files. */
            items: components["schemas"]["Setting"][];
            /** @description Whether the caller may change them. */
            may_edit: boolean;
            /**
             * Format: int64
             * @description The draft's version; null where there is none.
             */
            version?: number | null;
        };
        /** @description Values to save in the draft. */
        ChapterSettingsChange: {
            /** @description What the draft is about. */
            note?: string;
            /** @description What changes. */
            values: components["schemas"]["NewSetting"][];
            /**
             * Format: int64
             * @description The version of the draft that was read; null where there was none.
             */
            version?: number | null;
        };
        /** @description A chapter in a list. */
        ChapterSummary: {
            /**
             * Format: int64
             * @description How many appraisals.
             */
            appraisals: number;
            /**
             * Format: int64
             * @description How many decisions.
             */
            decisions: number;
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /**
             * Format: int64
             * @description How many measures.
             */
            measures: number;
            /** @description The name in files. */
            name: string;
            /**
             * Format: int64
             * @description How many record types it declares.
             */
            record_types: number;
        };
        /** @description An example of the rulebook. */
        CheckedExample: {
            /** @description What was expected and what came out; empty where it passed. */
            differences: components["schemas"]["Text"][];
            /** @description The file that it is in. */
            file: string;
            /** @description What it shows. */
            name: components["schemas"]["Text"];
            /** @description Whether it came out as written. */
            passed: boolean;
        };
        /** @description What a check says. */
        CheckedModel: {
            /** @description Which rules the examples make fire. */
            coverage: components["schemas"]["TableCoverage"][];
            /** @description The examples of the rulebook. */
            examples: components["schemas"]["CheckedExample"][];
            /** @description What the checks find. */
            findings: components["schemas"]["TableFinding"][];
            /** @description Why it does not decide at all; the rest is then empty. */
            problems: components["schemas"]["ModelProblem"][];
        };
        /** @description A text to check as a file of the rulebook. */
        CheckModel: {
            /** @description The path that it has or would have. */
            path: string;
            /** @description The text. */
            xml: string;
        };
        /** @description One of a field's named values with its label. */
        Choice: {
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description The name in files and the API. */
            value: string;
        };
        /** @description A class of a month. */
        ClassCount: {
            /** @description The class. */
            class: string;
            /**
             * Format: int64
             * @description How many customers have it.
             */
            count: number;
            /** @description What these customers owe at the month's end. */
            open: components["schemas"]["Decimal"];
            /** @description The part past due. */
            overdue: components["schemas"]["Decimal"];
            /**
             * Format: int64
             * @description How many had it the month before; null where that month is not rated.
             */
            previous_count?: number | null;
            share?: components["schemas"]["Decimal"] | null;
            /**
             * Format: int64
             * @description How many had it a year ago; null where that month is not rated.
             */
            year_ago_count?: number | null;
        };
        /** @description A class of the appraisal. */
        ClassLimit: {
            /** @description The class. */
            class: string;
            from?: components["schemas"]["Decimal"] | null;
            /** @description The class on screens. */
            label: components["schemas"]["Text"];
        };
        /**
         * @description What a clearing was.
         * @enum {string}
         */
        ClearedBy: "receipt" | "credit_note" | "write_off" | "unknown";
        /** @description What a person says of one clearing. */
        ClearingAnswer: {
            /** @description What it was. */
            by: components["schemas"]["ClearedBy"];
            /**
             * Format: int64
             * @description Which.
             */
            clearing: number;
            date?: components["schemas"]["Day"] | null;
        };
        /** @description What a person says of clearings; all of it is taken, or nothing. */
        ClearingAnswers: {
            /** @description The answers, 1 to 500. */
            answers: components["schemas"]["ClearingAnswer"][];
        };
        /** @description An answer that is possible. */
        ClearingChoice: {
            /** @description In words. */
            label: components["schemas"]["Text"];
            /** @description Whether its day has to be said. */
            needs_date: boolean;
            /** @description As it is answered. */
            value: components["schemas"]["ClearedBy"];
        };
        /** @description A page of clearings, by customer and due date. */
        ClearingPage: {
            /** @description What can be answered. */
            choices: components["schemas"]["ClearingChoice"][];
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /**
             * Format: int64
             * @description How many nobody has said anything of.
             */
            open: number;
            /** @description The rows. */
            rows: components["schemas"]["ClearingRow"][];
            /**
             * Format: int64
             * @description Of how many a person said that nobody knows.
             */
            unknown: number;
        };
        /** @description A charge, or a part of it, that was settled between two days, and nobody has said by what. */
        ClearingRow: {
            /** @description How much was settled. */
            amount: components["schemas"]["Decimal"];
            /** @description The same in the base currency. */
            amount_base: components["schemas"]["Decimal"];
            /**
             * Format: int64
             * @description The charge.
             */
            charge: number;
            /** @description When it was charged. */
            charged: components["schemas"]["Day"];
            /** @description The currency. */
            currency: string;
            customer?: components["schemas"]["Reference"] | null;
            due?: components["schemas"]["Day"] | null;
            /** @description The first day on which it can have been settled: that of the list that still had it. */
            earliest: components["schemas"]["Day"];
            /**
             * Format: int64
             * @description The entry of the ledger.
             */
            id: number;
            /**
             * Format: int64
             * @description The import of the later list.
             */
            import?: number | null;
            /** @description The last day: that of the list that no longer had it. */
            latest: components["schemas"]["Day"];
            /** @description The number on its paper. */
            number?: string | null;
            unknown_at?: components["schemas"]["Instant"] | null;
            /** @description Who said that nobody knows what it was. */
            unknown_by?: string | null;
        };
        /** @description What was answered. */
        ClearingsAnswered: {
            /**
             * Format: int64
             * @description How many clearings.
             */
            answered: number;
            /** @description The entries of the ledger that stand in their places. */
            entries: number[];
        };
        /** @description What a column seems to be. */
        ColumnProposal: {
            /**
             * Format: int32
             * @description How sure that is, 0 to 100.
             */
            confidence: number;
            /** @description Its header, as a recipe names it. */
            header: string;
            /**
             * Format: int32
             * @description Its place, from 0.
             */
            index: number;
            /** @description Why. */
            reason: components["schemas"]["Text"];
            /** @description Its first values, 5 at most. */
            sample: string[];
            /** @description What it seems to be; null where it is left out. */
            target?: string | null;
        };
        /** @description The company as pages show it. */
        CompanyInfo: {
            /**
             * @description The currency of the books.
             * @example CNY
             */
            base_currency: string;
            data_until?: components["schemas"]["Day"] | null;
            /** @description The settlement terms of customers without terms of their own. */
            default_terms?: string | null;
            /** @description The edition of the rulebook in force. */
            edition: string;
            /** @description Whether it is the generated demo company. */
            is_demo: boolean;
            latest_month?: components["schemas"]["YearMonth"] | null;
            /** @description Its name. */
            name: components["schemas"]["Text"];
            /** @description The day that pages take as today: the demo's last day, else the calendar's. */
            today: components["schemas"]["Day"];
        };
        /** @description A cell that differs. */
        ComparedCell: {
            /** @description Its column, from 0. */
            column: number;
            /** @description What it says on the left. */
            left?: string | null;
            /** @description What it says on the right. */
            right?: string | null;
        };
        /** @description Something else that differs. */
        ComparedElement: {
            /** @description What. */
            element: string;
            /** @description What it says on the left. */
            left?: string | null;
            /** @description What it says on the right. */
            right?: string | null;
        };
        /** @description What differs between two texts of a decision file. */
        ComparedModel: {
            /** @description The left side: an edition. */
            left: string;
            /** @description Everything else that differs. */
            other: components["schemas"]["ComparedElement"][];
            /** @description The right side: `draft`, or the edition in force. */
            right: string;
            /** @description Tables with rules that differ. */
            tables: components["schemas"]["ComparedTable"][];
        };
        /** @description A rule that differs. */
        ComparedRule: {
            /** @description The cells that differ. */
            cells: components["schemas"]["ComparedCell"][];
            /** @description Its id in the file. */
            id: string;
            /** @description Its number on the left; null where the left does not have it. */
            left_number?: number | null;
            /** @description Its number on the right. */
            right_number?: number | null;
        };
        /** @description A table of which rules differ. */
        ComparedTable: {
            /** @description The headings of the columns. */
            columns: string[];
            /** @description The id of the decision. */
            decision: string;
            /** @description Its name. */
            decision_name: string;
            /** @description The rules that differ. */
            rules: components["schemas"]["ComparedRule"][];
        };
        /** @description The value of an earlier month. */
        ComparedValue: {
            /** @description The month. */
            month: components["schemas"]["YearMonth"];
            points?: components["schemas"]["Decimal"] | null;
            value?: components["schemas"]["Decimal"] | null;
        };
        /** @description A measure's part of a rating, in short. */
        ComponentSummary: {
            /** @description The measure on screens. */
            label: components["schemas"]["Text"];
            /** @description The measure's name. */
            measure: string;
            points?: components["schemas"]["Decimal"] | null;
            score?: components["schemas"]["Decimal"] | null;
            /** @description Its weight in percent. */
            weight: components["schemas"]["Decimal"];
        };
        /** @description An example to make expect what the draft gives. */
        CorrectExample: {
            /**
             * @description The file that it is in.
             * @example credit/examples/rating.toml
             */
            file: string;
            /** @description What it shows, in English. */
            name: string;
            /**
             * Format: int64
             * @description The version of the draft that it was seen in.
             */
            version: number;
        };
        /** @description An amount in a currency. */
        CurrencyAmount: {
            /** @description The amount in it. */
            amount: components["schemas"]["Decimal"];
            /**
             * @description The currency.
             * @example USD
             */
            currency: string;
        };
        /** @description What all customers of a file owe in one currency. */
        CurrencyOwing: {
            after?: components["schemas"]["Decimal"] | null;
            before?: components["schemas"]["Decimal"] | null;
            /** @description New debts. */
            charged: components["schemas"]["Decimal"];
            /** @description Debts taken back, given up, or settled in a way that nobody knows. */
            credited: components["schemas"]["Decimal"];
            /** @description The currency. */
            currency: string;
            /**
             * Format: int64
             * @description How many customers.
             */
            customers: number;
            /** @description Money received. */
            received: components["schemas"]["Decimal"];
        };
        /** @description One customer. */
        Customer: {
            /** @description The names that people said are this customer's, the newest first; what was taken back is left out. */
            aliases: components["schemas"]["CustomerAlias"][];
            branch?: components["schemas"]["Reference"] | null;
            /** @description When the record was last changed, and by whom. */
            changed_at: components["schemas"]["Instant"];
            /** @description Who changed it. */
            changed_by: string;
            /** @description The code. */
            code: string;
            /** @description What it owes. */
            exposure: components["schemas"]["Exposure"];
            /** @description All fields of the record in the rulebook's order. */
            fields: components["schemas"]["FieldValue"][];
            /**
             * Format: int64
             * @description The record's id.
             */
            id: number;
            /** @description Whether it is a company of the same group: marked, never scored. */
            is_internal: boolean;
            /** @description The name. */
            name: string;
            /** @description Other names it goes by. */
            other_names: string[];
            rating?: components["schemas"]["RatingSummary"] | null;
            salesperson?: components["schemas"]["Reference"] | null;
            terms?: components["schemas"]["Choice"] | null;
            terms_because?: components["schemas"]["Text"] | null;
        };
        /** @description A name that a person said is a customer's. */
        CustomerAlias: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who said it. */
            by: string;
            /** @description Its file. */
            file_name?: string | null;
            /**
             * Format: int64
             * @description The import at which it was said.
             */
            import?: number | null;
            /** @description The name, as the file has it. */
            name: string;
        };
        /** @description A customer that was found. */
        CustomerHit: components["schemas"]["Reference"] & {
            because?: components["schemas"]["Text"] | null;
            branch?: components["schemas"]["Reference"] | null;
            /** @description The class of the latest month. */
            class?: string | null;
        };
        /** @description What a customer owes in one currency. */
        CustomerOwing: {
            /** @description What it owes after. */
            after: components["schemas"]["Decimal"];
            /** @description What it owed before. */
            before: components["schemas"]["Decimal"];
            /** @description New debts. */
            charged: components["schemas"]["Decimal"];
            /** @description Its code; null for one that a dry run would make. */
            code?: string | null;
            /** @description Debts taken back, given up, or settled in a way that nobody knows. */
            credited: components["schemas"]["Decimal"];
            /** @description The currency. */
            currency: string;
            /** @description Whether the import makes it. */
            is_new: boolean;
            /** @description Its name. */
            name: string;
            /** @description Money received. */
            received: components["schemas"]["Decimal"];
        };
        /** @description A page of customers. */
        CustomerPage: {
            /** @description The day of the open amounts. */
            as_of: components["schemas"]["Day"];
            empty_because?: components["schemas"]["Text"] | null;
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: components["schemas"]["CustomerRow"][];
            /** @description The sums over all rows of the filter. */
            sums: components["schemas"]["CustomerSums"];
            /**
             * Format: int64
             * @description How many there are in all.
             */
            total: number;
        };
        /** @description A customer in a list. */
        CustomerRow: {
            because?: components["schemas"]["Text"] | null;
            branch?: components["schemas"]["Reference"] | null;
            /** @description The class in force: by a person's ruling where there is one, else the computed one. */
            class?: string | null;
            /** @description The code. */
            code: string;
            /** @description The class that the rule gave. */
            computed_class?: string | null;
            /**
             * Format: int64
             * @description How many days the latest item is past due; null where nothing is.
             */
            days_late_max?: number | null;
            /**
             * Format: int64
             * @description The record's id.
             */
            id: number;
            /** @description Whether somebody asked for another class, which waits for an answer. */
            is_asked: boolean;
            /** @description Whether the class in force was set by hand. */
            is_overridden: boolean;
            month?: components["schemas"]["YearMonth"] | null;
            /** @description The name. */
            name: string;
            /** @description The part of it that is not due. */
            not_due: components["schemas"]["Decimal"];
            /** @description What is open, in the base currency. */
            open: components["schemas"]["Decimal"];
            /** @description The part of it that is past due. */
            overdue: components["schemas"]["Decimal"];
            proposal?: components["schemas"]["Choice"] | null;
            salesperson?: components["schemas"]["Reference"] | null;
            /** @description What this row has seen: send it with a decision on it; null where there is no rating. */
            seen?: string | null;
            state?: components["schemas"]["RatingState"] | null;
            terms?: components["schemas"]["Choice"] | null;
            total?: components["schemas"]["Decimal"] | null;
            /** @description Receipts not yet allocated. */
            unallocated: components["schemas"]["Decimal"];
        };
        /** @description Sums over a list of customers, in the base currency. */
        CustomerSums: {
            /** @description The part not due. */
            not_due: components["schemas"]["Decimal"];
            /** @description What is open. */
            open: components["schemas"]["Decimal"];
            /** @description The part past due. */
            overdue: components["schemas"]["Decimal"];
        };
        /**
         * @description The order of a date's parts.
         * @enum {string}
         */
        DateOrder: "ymd" | "mdy" | "dmy";
        /**
         * Format: date
         * @description A calendar day, `YYYY-MM-DD`.
         * @example 2026-10-31
         */
        Day: string;
        /** @description How many decisions were made. */
        Decided: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
        };
        /**
         * @description An exact decimal number as text, never a float: money (`"1234.50"`), scores, percentages.
         * @example 1234.50
         */
        Decimal: string;
        /** @description A DMN file. */
        DecisionFile: {
            /** @description The chapter that it is in. */
            chapter: string;
            /** @description The chapter on screens. */
            chapter_label: components["schemas"]["Text"];
            /** @description Its decisions. */
            decisions: components["schemas"]["DecisionSummary"][];
            /** @description Whether the draft changes it. */
            is_changed: boolean;
            /** @description The name of the model. */
            name: string;
            /**
             * @description Its path in the rulebook.
             * @example credit/class.dmn
             */
            path: string;
        };
        /** @description The decision files of the rulebook. */
        DecisionFiles: {
            draft?: components["schemas"]["DraftSummary"] | null;
            /** @description The edition in force. */
            edition: string;
            /** @description The files, in the order of the chapters. */
            files: components["schemas"]["DecisionFile"][];
            /** @description Whether the caller may save and publish. */
            may_edit: boolean;
        };
        /** @description A decision. */
        DecisionInfo: {
            /** @description What it says, in words. */
            description?: string | null;
            /** @description The expression of a decision without a table. */
            expression?: string | null;
            /** @description How rules are chosen: `UNIQUE`, `FIRST` …; null for an expression. */
            hit_policy?: string | null;
            /** @description The inputs of the table. */
            inputs: string[];
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description The name in the DMN file. */
            name: string;
            /** @description The outputs of the table. */
            outputs: string[];
            /** @description The rules of the table. */
            rules: components["schemas"]["DecisionRule"][];
        };
        /** @description A rule of a decision table. */
        DecisionRule: {
            /** @description What it says in words. */
            description?: string | null;
            /** @description Its id in the DMN file. */
            id: string;
            /** @description The conditions, one for each input. */
            inputs: string[];
            /** @description The results, one for each output. */
            outputs: string[];
        };
        /** @description What a decision file says. */
        DecisionSource: {
            /** @description What it would say without the company's own text; null where there is no such text. */
            default_xml?: string | null;
            /**
             * Format: int64
             * @description The draft's version; null where the draft does not change this file.
             */
            draft_version?: number | null;
            /** @description The edition in force. */
            edition: string;
            /** @description Its path in the rulebook. */
            path: string;
            /** @description That in force; null for a file that only the draft has. */
            published_xml?: string | null;
            /** @description The draft's text, where there is one, else that in force. */
            xml: string;
        };
        /** @description A decision in a list. */
        DecisionSummary: {
            /** @description How rules are chosen; null where its logic is no table. */
            hit_policy?: string | null;
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description How many rules it has. */
            rules: number;
        };
        /** @description A sign-in of the demo company, meant to be read. */
        DemoSignIn: {
            /** @description Who that is. */
            label: components["schemas"]["Text"];
            /** @description The sign-in name. */
            name: string;
            /** @description The password. */
            password: string;
        };
        /** @description A failure of a proof. */
        Difference: {
            /** @description What it is about: a column's header, or what the figure counts. */
            column: string;
            /** @description What follows from its rows. */
            found: string;
            /**
             * Format: int64
             * @description The row of the file.
             */
            row: number;
            /** @description What the file says. */
            stated: string;
        };
        /** @description Something that the checks doubt: mended, or accepted with a reason. */
        DraftDoubt: {
            /** @description The file. */
            file: string;
            help?: components["schemas"]["Text"] | null;
            /** @description What it is accepted by. */
            id: string;
            /** @description What is doubted. */
            message: components["schemas"]["Text"];
        };
        /** @description What the draft would do in a month, on the facts known now. */
        DraftImpact: {
            /**
             * Format: int64
             * @description How many would change class.
             */
            changed: number;
            /** @description The month. */
            month: components["schemas"]["YearMonth"];
            /** @description How many would go from one class to another; `none`: without a class. */
            moves: components["schemas"]["MatrixCell"][];
            /**
             * Format: int64
             * @description How many would be proposed for something that are not now.
             */
            newly_proposed: number;
            /**
             * Format: int64
             * @description How many would be proposed for nothing that are now.
             */
            no_longer_proposed: number;
            /** @description Who, the deepest fall first; 500 at most. */
            rows: components["schemas"]["ChangedCustomer"][];
            /**
             * Format: int64
             * @description How many customers there are.
             */
            subjects: number;
        };
        /** @description The draft as a second person looks at it before it is published. */
        DraftReview: {
            /** @description Who wrote it; none of them publishes it. */
            authors: string[];
            /** @description What the checks doubt that they do not doubt in the rulebook in force. */
            doubts: components["schemas"]["DraftDoubt"][];
            /** @description Examples that do not come out as written. */
            failing: components["schemas"]["CheckedExample"][];
            impact?: components["schemas"]["DraftImpact"] | null;
            /** @description Whether the caller wrote a part of it. */
            is_own: boolean;
            /** @description Why it cannot be published: what does not load, errors of the checks. */
            problems: components["schemas"]["Text"][];
            /**
             * Format: int64
             * @description The draft's version.
             */
            version: number;
        };
        /** @description Changes to the rulebook that are not in force. */
        DraftSummary: {
            /** @description The edition that it changes. */
            based_on: string;
            /**
             * Format: date-time
             * @description When.
             */
            changed_at: string;
            /** @description Who saved last. */
            changed_by: string;
            /** @description What it is about. */
            note: string;
            /** @description The files that it changes. */
            paths: string[];
            /**
             * Format: int64
             * @description The commit that saved it last.
             */
            version: number;
        };
        /** @description A dry run. */
        DryRunRequest: {
            /** @description The recipe. */
            recipe: components["schemas"]["Recipe"];
        };
        /** @description An edition of the rulebook as it was issued. */
        EditionInfo: {
            /**
             * Format: date-time
             * @description When it was published, or first judged something.
             */
            at: string;
            /** @description The hash over its files. */
            edition: string;
            effective_from?: components["schemas"]["YearMonth"] | null;
            /** @description Whether it is the last one: the one that drafts change. */
            is_latest: boolean;
            judges?: components["schemas"]["MonthSpan"] | null;
            /** @description What people call it; empty for one that came as files. */
            name: string;
            /** @description What was said then. */
            note: string;
            /**
             * Format: int64
             * @description Its number, from 1.
             */
            number: number;
            /** @description Who published it; null where it came as files. */
            published_by?: string | null;
        };
        /** @description The editions of the rulebook that were issued. */
        Editions: {
            /** @description The latest first. */
            items: components["schemas"]["EditionInfo"][];
            next_month?: components["schemas"]["YearMonth"] | null;
        };
        /** @description The end of a ruling. */
        EndRuling: {
            from_month?: components["schemas"]["YearMonth"] | null;
            /** @description Why. */
            reason: string;
        };
        /** @description A ledger entry that was found. */
        EntryHit: {
            /** @description The amount in its own currency. */
            amount: components["schemas"]["Decimal"];
            /** @description The currency. */
            currency: string;
            customer?: components["schemas"]["Reference"] | null;
            /** @description When it happened. */
            date: components["schemas"]["Day"];
            /**
             * Format: int64
             * @description The entry.
             */
            id: number;
            /** @description `charge`, `invoice`, `receipt` … */
            kind: string;
            /** @description The kind on screens. */
            kind_label: components["schemas"]["Text"];
            /** @description The number on the paper. */
            number: string;
        };
        /** @description Another entry, by its number. */
        EntryReference: {
            /**
             * Format: int64
             * @description The entry.
             */
            id: number;
            /** @description The number on the paper. */
            number?: string | null;
        };
        /** @description The body of every refusal. */
        ErrorBody: {
            /** @description Why. */
            error: components["schemas"]["ErrorDetail"];
        };
        /** @description Why a request or a job is refused. */
        ErrorDetail: {
            /**
             * @description The code; each has a page in `docs/errors/`.
             * @example not_found
             */
            code: string;
            /** @description What to do. */
            help?: string | null;
            /** @description What and why, in English. */
            message: string;
            /** @description What and why, in Chinese. */
            message_zh: string;
            /** @description Stands in the program's log beside the cause. */
            request_id: string;
        };
        /** @description A file of examples. */
        ExamplesFile: {
            /** @description TOML, for a chapter's `examples/` folder. */
            text: string;
        };
        /** @description What a customer owes. */
        Exposure: {
            /** @description The day. */
            as_of: components["schemas"]["Day"];
            /** @description By bucket. */
            buckets: components["schemas"]["BucketAmount"][];
            /** @description By currency, in that currency. */
            by_currency: components["schemas"]["CurrencyAmount"][];
            /**
             * Format: int64
             * @description How many days the latest item is past due.
             */
            days_late_max?: number | null;
            /**
             * Format: int64
             * @description How many open items.
             */
            items: number;
            /** @description The instant up to which facts are counted. */
            known_at: components["schemas"]["Instant"];
            /** @description Not due. */
            not_due: components["schemas"]["Decimal"];
            /** @description Open, in the base currency. */
            open: components["schemas"]["Decimal"];
            /** @description Past due. */
            overdue: components["schemas"]["Decimal"];
            /**
             * Format: int64
             * @description How many of them are past due.
             */
            overdue_items: number;
            /** @description Receipts not yet allocated. */
            unallocated: components["schemas"]["Decimal"];
        };
        /**
         * @description What becomes of a row.
         * @enum {string}
         */
        Fate: "comes_in" | "left_out" | "refused" | "already_there";
        /** @description Rows of one fate for one reason. */
        FateRows: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description What becomes of them. */
            fate: components["schemas"]["Fate"];
            /** @description Why: the reason's code; null for rows that come in. */
            reason?: string | null;
            /** @description The first of them, 3 at most. */
            rows: components["schemas"]["ShownRow"][];
            /** @description The same in words. */
            text: components["schemas"]["Text"];
        };
        /** @description A field of a record type. */
        FieldInfo: {
            /** @description An enumeration's values. */
            choices: components["schemas"]["Choice"][];
            /** @description Whether a record without it is refused. */
            is_required: boolean;
            /** @description The kind of value. */
            kind: string;
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description The name in files. */
            name: string;
            /** @description The FEEL expression that has to be true; null where there is none. */
            validation?: string | null;
        };
        /** @description A field of a record. */
        FieldValue: {
            /** @description The kind of value: `text`, `integer`, `decimal`, `amount`, `date`, `instant`, `boolean`, `enumeration`, `reference`. */
            kind: string;
            /** @description The field on screens. */
            label: components["schemas"]["Text"];
            /** @description The field's name. */
            name: string;
            text?: components["schemas"]["Text"] | null;
            /** @description The value as text; null where nothing is known. */
            value?: string | null;
        };
        /** @description A kind of file, with what speaks for it. */
        FileKind: {
            /** @description What speaks for it. */
            because: components["schemas"]["Text"][];
            /** @description Its name on screens. */
            label: components["schemas"]["Text"];
            /** @description Its name: `bank_statement`, `open_items` … */
            name: string;
        };
        /**
         * @description How bad it is.
         * @enum {string}
         */
        FindingSeverity: "error" | "warning" | "advice";
        /** @description A decision to make examples of. */
        GenerateExamples: {
            /** @description The id of the decision. */
            decision: string;
            /** @description The path of the file. */
            path: string;
            /** @description Its text. */
            xml: string;
        };
        /** @description Whether the program answers. */
        Health: {
            /**
             * @description `ok`.
             * @example ok
             */
            status: string;
            /** @description The program's version. */
            version: string;
        };
        /** @description An import with its report. */
        ImportDetail: components["schemas"]["ImportSummary"] & {
            /** @description The periods it declared. */
            coverage: components["schemas"]["RecipeCoverage"][];
            report?: components["schemas"]["ImportReport"] | null;
        };
        /** @description Imports, newest first. */
        ImportList: {
            /** @description The imports. */
            rows: components["schemas"]["ImportSummary"][];
        };
        /** @description What the program makes of a file; shown for confirmation. */
        ImportProposal: {
            /** @description What was answered so far, for this file or for an earlier one like it. */
            answers: {
                [key: string]: string;
            };
            /** @description The columns with samples and reasons. */
            columns: components["schemas"]["ColumnProposal"][];
            /** @description The first lines below the header, 20 at most. */
            first_rows: string[][];
            /** @description What each row would give: `customer`, `charge`, `receipt` … */
            gives: components["schemas"]["Choice"][];
            /**
             * Format: int64
             * @description The number of the header row.
             */
            header_row: number;
            /** @description Whether nothing has to be asked. */
            is_complete: boolean;
            /** @description Whether these were all rows. */
            is_whole: boolean;
            kind?: components["schemas"]["FileKind"] | null;
            like?: components["schemas"]["LikeFile"] | null;
            /** @description What these rows come to. */
            money: components["schemas"]["Money"];
            /** @description What the file's own arithmetic says, on the rows that were looked at. */
            proofs: components["schemas"]["Proof"][];
            /** @description What only a person can say, answered by `POST /imports/{upload}/answers`. */
            questions: components["schemas"]["Question"][];
            /** @description The recipe as guessed; change what is wrong and send it back. */
            recipe: components["schemas"]["Recipe"];
            /** @description What a person said at an earlier import and that is taken as said of this file. */
            remembered: components["schemas"]["Remembered"][];
            rival?: components["schemas"]["FileKind"] | null;
            /** @description The sheet that was looked at. */
            sheet: string;
        };
        /** @description What an import did, or would do. `rows_read` is the sum of accepted, rejected and already known. */
        ImportReport: {
            allocated?: components["schemas"]["Allocated"] | null;
            as_of?: components["schemas"]["Day"] | null;
            /** @description Changed records by type, which stand among the records above. */
            changed: {
                [key: string]: number;
            };
            /** @description The headers of the columns. */
            columns: string[];
            /** @description The periods that are complete from now on. */
            coverage: components["schemas"]["RecipeCoverage"][];
            /** @description New ledger entries by kind. */
            entries: {
                [key: string]: number;
            };
            /** @description The file's name. */
            file: string;
            file_kind?: components["schemas"]["Choice"] | null;
            first_date?: components["schemas"]["Day"] | null;
            /** @description Whether there is a workbook of the rejected rows to download now. */
            has_rejected_workbook: boolean;
            /**
             * Format: int64
             * @description The number of the header row.
             */
            header_row: number;
            /**
             * Format: int64
             * @description The import; null for a dry run.
             */
            import?: number | null;
            /** @description Whether the file was read to its end. */
            is_complete: boolean;
            /** @description Whether nothing was written. */
            is_dry_run: boolean;
            /** @description Whether an earlier run that was stopped was continued. */
            is_resumed: boolean;
            last_date?: components["schemas"]["Day"] | null;
            /** @description What its rows come to. */
            money: components["schemas"]["Money"];
            /** @description What customers owe before and after. */
            owing: components["schemas"]["Owing"];
            /** @description What the file's own arithmetic says. */
            proofs: components["schemas"]["Proof"][];
            /** @description The recipe's name. */
            recipe: string;
            /** @description New and changed records by type. */
            records: {
                [key: string]: number;
            };
            /** @description Rejected rows by reason. */
            rejected_by_reason: components["schemas"]["LabelledCount"][];
            /** @description The first rejected rows; all of them are in the workbook. */
            rejected_sample: components["schemas"]["RejectedRow"][];
            /** @description Whether the import says when facts were known. */
            rests_on_asserted: boolean;
            /** @description Some rows of each sort: what comes in, is left out, is refused, and why. */
            rows: components["schemas"]["FateRows"][];
            /**
             * Format: int64
             * @description Rows that came in.
             */
            rows_accepted: number;
            /**
             * Format: int64
             * @description Rows that had come in before; nothing was doubled.
             */
            rows_already_known: number;
            /**
             * Format: int64
             * @description Rows of data below the header.
             */
            rows_read: number;
            /**
             * Format: int64
             * @description Rows that came back.
             */
            rows_rejected: number;
            /** @description Rows that are no data, by what they are: `total`, `subtotal`, `footer`, `repeated_header`. */
            rows_skipped: {
                [key: string]: number;
            };
            /** @description Its sheet. */
            sheet: string;
            /** @description The sheets that were read, where there are several. */
            sheets: string[];
            /** @description Accepted rows that deserve a look, by reason. */
            warnings: components["schemas"]["LabelledCount"][];
        };
        /**
         * @description How far an import is.
         * @enum {string}
         */
        ImportState: "unfinished" | "done" | "undone";
        /** @description An import in the history. */
        ImportSummary: {
            /** @description When it began. */
            at: components["schemas"]["Instant"];
            /** @description Who did it. */
            by: string;
            /** @description Whether the caller may undo it now. */
            can_undo: boolean;
            /** @description The file's name. */
            file_name: string;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description The recipe's name. */
            recipe?: string | null;
            /**
             * Format: int64
             * @description Rows accepted.
             */
            rows_accepted?: number | null;
            /**
             * Format: int64
             * @description Rows read.
             */
            rows_read?: number | null;
            /**
             * Format: int64
             * @description Rows rejected.
             */
            rows_rejected?: number | null;
            /** @description How far it is. */
            state: components["schemas"]["ImportState"];
            /** @description Why it was undone. */
            undo_reason?: string | null;
            undone_at?: components["schemas"]["Instant"] | null;
        };
        /** @description What a column of a file can be. */
        ImportTargets: {
            /** @description By record type and kind of ledger entry. */
            groups: components["schemas"]["TargetGroup"][];
        };
        /**
         * Format: date-time
         * @description An instant, RFC 3339 in UTC.
         * @example 2026-11-01T00:10:00Z
         */
        Instant: string;
        /** @description A job. */
        Job: {
            /** @description Whether it can be cancelled now. */
            can_cancel: boolean;
            /**
             * Format: int64
             * @description How much is done.
             */
            done: number;
            error?: components["schemas"]["ErrorDetail"] | null;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description What it does. */
            kind: components["schemas"]["JobKind"];
            /**
             * Format: int64
             * @description How much per second so far.
             */
            per_second?: number | null;
            result?: components["schemas"]["JobResult"] | null;
            /**
             * Format: int64
             * @description About how many seconds remain.
             */
            seconds_remaining?: number | null;
            stage?: components["schemas"]["Text"] | null;
            /** @description When it started. */
            started_at: components["schemas"]["Instant"];
            /** @description How far it is. */
            state: components["schemas"]["JobState"];
            /**
             * Format: int64
             * @description How much there is; null where that is not known yet.
             */
            total?: number | null;
        };
        /**
         * @description What a job does.
         * @enum {string}
         */
        JobKind: "rate" | "dry_run" | "import" | "undo_import" | "demo";
        /** @description What came out of a job. */
        JobResult: (components["schemas"]["RateResult"] & {
            /** @enum {string} */
            kind: "rate";
        }) | (components["schemas"]["ImportReport"] & {
            /** @enum {string} */
            kind: "import";
        }) | (components["schemas"]["UndoResult"] & {
            /** @enum {string} */
            kind: "undo_import";
        });
        /**
         * @description How far a job is.
         * @enum {string}
         */
        JobState: "running" | "done" | "failed" | "cancelled";
        /** @description When the facts of a file became known. */
        KnownAt: {
            /** @enum {string} */
            kind: "now";
        } | {
            /** @enum {string} */
            kind: "business_date";
        } | {
            /** @description The column's header. */
            header: string;
            /** @enum {string} */
            kind: "column";
        };
        /** @description How many, under a name with its label. */
        LabelledCount: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description The name in files and the API. */
            name: string;
        };
        /** @description An entry of the ledger. */
        LedgerEntry: {
            /** @description The amount in its own currency; negative for a reversal. */
            amount: components["schemas"]["Decimal"];
            /** @description The amount in the base currency. */
            base_amount: components["schemas"]["Decimal"];
            charge?: components["schemas"]["EntryReference"] | null;
            /** @description Its currency. */
            currency: string;
            /** @description When it happened; of a clearing the latest day on which it can have happened. */
            date: components["schemas"]["Day"];
            due?: components["schemas"]["Day"] | null;
            earliest?: components["schemas"]["Day"] | null;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /**
             * Format: int64
             * @description The import that brought it.
             */
            import?: number | null;
            /** @description Whether that instant is an import's assertion. */
            is_asserted: boolean;
            /** @description Whether another entry takes it back. */
            is_reversed: boolean;
            /** @description `charge`, `bill`, `confirmation`, `invoice`, `receipt`, `allocation`, `credit_note`, `write_off`, `clearing`, `cost`. */
            kind: string;
            /** @description The kind on screens. */
            kind_label: components["schemas"]["Text"];
            /** @description When it became known. */
            known_at: components["schemas"]["Instant"];
            /** @description How an allocation was decided: `file`, `reference`, `exact_amount`, `oldest_first`, `set_off`, `refund`, `freed`, `manual`. */
            method?: string | null;
            /** @description Free text. */
            note?: string | null;
            /** @description The number on the paper. */
            number?: string | null;
            /** @description The order it belongs to, by its number. */
            order?: string | null;
            receipt?: components["schemas"]["EntryReference"] | null;
            /**
             * Format: int64
             * @description The entry that it takes back.
             */
            reverses?: number | null;
            /** @description In a sentence. */
            text: components["schemas"]["Text"];
        };
        /** @description A file that came in before and has the same columns. */
        LikeFile: {
            /** @description When it came in. */
            at: components["schemas"]["Instant"];
            /** @description Its name. */
            file_name: string;
            /**
             * Format: int64
             * @description The import that brought it.
             */
            import: number;
        };
        /** @description A cell of the matrix. */
        MatrixCell: {
            /**
             * Format: int64
             * @description How many customers.
             */
            count: number;
            /** @description The earlier class, or `none`. */
            from: string;
            /** @description The later class, or `none`. */
            to: string;
        };
        /** @description A measure. */
        MeasureInfo: {
            /** @description What it means. */
            definition: components["schemas"]["Text"];
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description The name in files. */
            name: string;
            /** @description What it counts. */
            totals: components["schemas"]["TotalInfo"][];
            /** @description `percent`, `money`, `count`, `months`. */
            unit: string;
            /** @description How the value comes from the totals, in FEEL. */
            value?: string | null;
        };
        /** @description How many customers moved from each class to each other. */
        MigrationMatrix: {
            /** @description The cells with customers. */
            cells: components["schemas"]["MatrixCell"][];
            /** @description The classes, best first, then `none`: the order of rows and columns. */
            classes: string[];
            /** @description The earlier month. */
            from: components["schemas"]["YearMonth"];
            /** @description Whether the earlier month is rated; without it there are no cells. */
            is_compared: boolean;
            /** @description The later month. */
            to: components["schemas"]["YearMonth"];
        };
        /** @description Why a text is not a model that decides. */
        ModelProblem: {
            /** @description The character in the line, from 1. */
            column: number;
            /** @description The id of the decision that it is in. */
            decision?: string | null;
            element?: components["schemas"]["Text"] | null;
            help?: components["schemas"]["Text"] | null;
            label?: components["schemas"]["Text"] | null;
            /** @description The line, from 1. */
            line: number;
            /** @description What is wrong. */
            message: components["schemas"]["Text"];
            /** @description The number of the rule that it is in, from 1. */
            rule?: number | null;
        };
        /** @description What a reading comes to. */
        Money: {
            /** @description By party, the largest first, 100 at most. */
            by_party: components["schemas"]["PartyMoney"][];
            /** @description By what rows give: `charged`, `open`, `received`, `credited`; of statements `in`, `out`, `neither`. */
            lines: {
                [key: string]: components["schemas"]["MoneyLine"];
            };
        };
        /** @description Rows of one sort. */
        MoneyLine: {
            /**
             * Format: int64
             * @description How many.
             */
            rows: number;
            /** @description What they add up to, by currency. */
            sum: {
                [key: string]: components["schemas"]["Decimal"];
            };
        };
        /** @description A run of a month. */
        MonthRun: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who rated. */
            by: string;
            /** @description Whether it is the one that counts. */
            counts: boolean;
            /** @description The edition of the rulebook. */
            edition: string;
            /** @description The instant up to which facts were counted. */
            known_at: components["schemas"]["Instant"];
            /**
             * Format: int64
             * @description Its id; send it as `run` to read the month by it.
             */
            run: number;
            withdrawn?: components["schemas"]["Withdrawn"] | null;
        };
        /** @description From one month to another, both included; null is open. */
        MonthSpan: {
            from?: components["schemas"]["YearMonth"] | null;
            until?: components["schemas"]["YearMonth"] | null;
        };
        /** @description Movements against the month before. */
        Movements: {
            /**
             * Format: int64
             * @description Customers whose class became worse.
             */
            down: number;
            /**
             * Format: int64
             * @description Those of them that fell two classes or more.
             */
            down_two_or_more: number;
            /** @description The month before. */
            from: components["schemas"]["YearMonth"];
            /**
             * Format: int64
             * @description Customers that had a class and have none.
             */
            lost: number;
            /**
             * Format: int64
             * @description Customers that have a class now and had none.
             */
            new: number;
            /**
             * Format: int64
             * @description Customers whose class stayed.
             */
            same: number;
            /**
             * Format: int64
             * @description Customers whose class became better.
             */
            up: number;
        };
        /** @description A change that leads to another outcome. */
        NearestChange: {
            /** @description The inputs that change. */
            changes: components["schemas"]["ValueChange"][];
            /** @description In words. */
            message: components["schemas"]["Text"];
            /** @description What comes out then, as FEEL. */
            value: string;
        };
        /** @description A value that a person writes. */
        NewSetting: {
            /** @description The setting. */
            id: string;
            /** @description What it is to say. */
            value: string;
        };
        /** @description One change on a way to the next class. */
        NextChange: {
            /** @description Its value now. */
            from: components["schemas"]["Decimal"];
            /** @description The measure. */
            measure: string;
            /** @description What it would add to the total. */
            points: components["schemas"]["Decimal"];
            /** @description In a sentence. */
            text: components["schemas"]["Text"];
            /** @description The value it needs. */
            to: components["schemas"]["Decimal"];
        };
        /** @description What would reach the next class; about things that can still happen. */
        NextClass: {
            /** @description Changes that would do, each on its own. */
            changes: components["schemas"]["NextChange"][];
            /** @description The class. */
            class: string;
            /** @description How many points are missing. */
            points_missing: components["schemas"]["Decimal"];
            /** @description The total it needs. */
            total_needed: components["schemas"]["Decimal"];
            /** @description Ways to reach it, each a list of changes that have to come together; empty where nothing that can still happen suffices. */
            ways: components["schemas"]["NextChange"][][];
        };
        /** @description Why something is null. */
        NullReason: {
            /** @description Where in the model. */
            element: string;
            /** @description Why. */
            message: components["schemas"]["Text"];
        };
        /** @description A password to be used once; it is shown this once. */
        OneTimePassword: {
            /** @description The sign-in name. */
            name: string;
            /** @description The password. */
            one_time_password: string;
        };
        /** @description A charge with something still owed. */
        OpenItem: {
            /** @description The charge in its currency. */
            amount: components["schemas"]["Decimal"];
            /** @description The bucket's name. */
            bucket: string;
            /**
             * Format: int64
             * @description The charge.
             */
            charge: number;
            /** @description Its currency. */
            currency: string;
            customer?: components["schemas"]["Reference"] | null;
            /** @description When it was charged. */
            date: components["schemas"]["Day"];
            /**
             * Format: int64
             * @description How many days past due; zero or negative is not due.
             */
            days_late: number;
            /** @description When it falls due. */
            due: components["schemas"]["Day"];
            /** @description The number on the paper. */
            number?: string | null;
            /** @description What is open of it, in its currency. */
            open: components["schemas"]["Decimal"];
            /** @description What is open of it, in the base currency. */
            open_base: components["schemas"]["Decimal"];
        };
        /** @description A page of open items. */
        OpenItemPage: {
            /** @description The day. */
            as_of: components["schemas"]["Day"];
            /** @description The instant up to which facts are counted. */
            known_at: components["schemas"]["Instant"];
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /** @description The items, the latest first. */
            rows: components["schemas"]["OpenItem"][];
        };
        /** @description A job with what is open of it, in the base currency. */
        OpenOrder: {
            /** @description When the first of them falls due. */
            due: components["schemas"]["Day"];
            /**
             * Format: int64
             * @description How many items are open.
             */
            items: number;
            /** @description What is open. */
            open: components["schemas"]["Decimal"];
            /** @description Its number; null: items that name no job. */
            order?: string | null;
            /** @description The part of it that is past due. */
            overdue: components["schemas"]["Decimal"];
        };
        /** @description The jobs of a customer that are not paid. */
        OpenOrders: {
            /** @description The day. */
            as_of: components["schemas"]["Day"];
            /** @description What is open in all, in the base currency. */
            open: components["schemas"]["Decimal"];
            /** @description The jobs, the earliest due first. */
            rows: components["schemas"]["OpenOrder"][];
        };
        /** @description What lists can be filtered by, as far as the caller sees it. */
        Organisation: {
            /** @description Organisation units that have customers. */
            branches: components["schemas"]["Branch"][];
            /** @description The classes of the credit appraisal, best first. */
            classes: string[];
            /** @description People in charge of customers. */
            salespeople: components["schemas"]["Salesperson"][];
            /** @description The states of a rating. */
            states: components["schemas"]["Choice"][];
            /** @description Settlement terms that customers have. */
            terms: components["schemas"]["Choice"][];
        };
        /** @description A class to ask for. */
        OverrideRequest: {
            /** @description The class. */
            class: string;
            /** @description Why; kept beside the computed class. */
            reason: string;
            /** @description As the rating gave it when its page was read. */
            seen: string;
            /** @description The last month it holds for. */
            until_month: components["schemas"]["YearMonth"];
        };
        /** @description What customers owe before and after an import. */
        Owing: {
            /** @description Of those whose balance it changes most. */
            customers: components["schemas"]["CustomerOwing"][];
            /** @description Of all customers that the file changes, by currency. */
            totals: components["schemas"]["CurrencyOwing"][];
            /** @description Money that came in from nobody who is known, by currency. */
            without_customer: {
                [key: string]: components["schemas"]["Decimal"];
            };
        };
        /** @description A page that was found. */
        PageHit: {
            /** @description The page's name. */
            label: components["schemas"]["Text"];
            /** @description The path in the web application. */
            path: string;
        };
        /** @description What a file says of one party in one currency. */
        PartyMoney: {
            /** @description New debts. */
            charged: components["schemas"]["Decimal"];
            /** @description Debts taken back or given up. */
            credited: components["schemas"]["Decimal"];
            /** @description The currency. */
            currency: string;
            /** @description What the file says that is owed. */
            owes: components["schemas"]["Decimal"];
            /** @description As the file has it. */
            party: string;
            /** @description Money received. */
            received: components["schemas"]["Decimal"];
        };
        /** @description A change of password. */
        PasswordChange: {
            /** @description The new one, 10 characters or more. */
            new_password: string;
            /** @description The present password. */
            old_password: string;
        };
        /** @description What a role may do. */
        Permissions: {
            /** @description Add users, let them in and keep them out. */
            administer: boolean;
            /** @description Decide a proposal (pay before release). */
            decide_proposal: boolean;
            /** @description Take lists away as workbooks. */
            export: boolean;
            /** @description Import files. */
            import: boolean;
            /** @description Set a class by hand. */
            override_class: boolean;
            /** @description Rate a month. */
            rate: boolean;
            /** @description Undo an import. */
            undo_import: boolean;
        };
        /** @description Something that has to hold between the figures of a file, and whether it does. */
        Proof: {
            /**
             * Format: int64
             * @description How often it was checked.
             */
            checked: number;
            /** @description `running_balance`, `totals`, `stated` … */
            code: string;
            /** @description The first failures. */
            differences: components["schemas"]["Difference"][];
            /**
             * Format: int64
             * @description How often it failed.
             */
            failed: number;
            /** @description What else it found out, such as the opening and the closing balance. */
            found: {
                [key: string]: string;
            };
            /** @description Whether it held every time. */
            holds: boolean;
            /** @description In words. */
            label: components["schemas"]["Text"];
        };
        /** @description What a rule asks a person to approve. */
        Proposal: {
            answer?: components["schemas"]["Ruling"] | null;
            /** @description The same on screens. */
            label: components["schemas"]["Text"];
            /** @description What is proposed, as `pay_before_release`. */
            name: string;
            /** @description `pending`, `approved` or `refused`. */
            state: components["schemas"]["ProposalState"];
        };
        /** @description How many proposals. */
        ProposalCounts: {
            /**
             * Format: int64
             * @description Approved.
             */
            approved: number;
            /**
             * Format: int64
             * @description Waiting.
             */
            pending: number;
            /**
             * Format: int64
             * @description Refused.
             */
            refused: number;
        };
        /** @description A decision on a proposal. */
        ProposalDecision: {
            /** @description Approve, or decline. */
            approve: boolean;
            from_day?: components["schemas"]["Day"] | null;
            /** @description Why. */
            reason: string;
            /** @description As the rating gave it when its page was read. */
            seen: string;
        };
        /** @description Decisions on several proposals of a month, with one reason. */
        ProposalDecisions: {
            /** @description Approve, or decline. */
            approve: boolean;
            /** @description Whose proposals; all are decided or none. */
            customers: components["schemas"]["SeenCustomer"][];
            from_day?: components["schemas"]["Day"] | null;
            /** @description Why. */
            reason: string;
        };
        /**
         * @description Whether a proposal was decided.
         * @enum {string}
         */
        ProposalState: "pending" | "approved" | "refused";
        /** @description A draft to publish. */
        PublishDraft: {
            /** @description What the checks doubt and the publisher accepts, each with its reason. */
            accepted?: components["schemas"]["AcceptDoubt"][];
            effective_from?: components["schemas"]["YearMonth"] | null;
            /** @description What people call the edition. */
            name: string;
            /** @description What changes and why; stays with the edition. */
            note: string;
            /**
             * Format: int64
             * @description The version of the draft that was read.
             */
            version: number;
        };
        /** @description What was published. */
        Published: {
            /** @description The hash over the files of the edition. */
            edition: string;
        };
        /** @description A rate to keep. */
        PutRate: {
            /** @description The currency, as USD. */
            currency: string;
            /** @description The first day for which it holds. */
            date: components["schemas"]["Day"];
            /** @description What a unit is worth in the currency of the books, as 7.1234. */
            rate: string;
        };
        /** @description Rates to keep: all or none; one of the same currency and day is replaced. */
        PutRates: {
            /** @description The rates. */
            rows: components["schemas"]["PutRate"][];
        };
        /** @description A question that only a person can answer. */
        Question: {
            /** @description The possible answers, where they can be listed; otherwise a header or a value is answered. */
            choices: components["schemas"]["Answered"][];
            /** @description What it is about: `kind`, `date_order`, `missing_target`, `differences` … */
            code: string;
            /** @description The column's header; null where it is about the file. */
            column?: string | null;
            /** @description What an answer names it by. */
            key: string;
            /** @description The question. */
            text: components["schemas"]["Text"];
        };
        /** @description A customer of a rated month. */
        RatedCustomer: components["schemas"]["CustomerRow"] & {
            /**
             * Format: int32
             * @description The share of the weights that rests on known measures, in percent.
             */
            basis_percent: number;
            /** @description What each measure gave. */
            components: components["schemas"]["ComponentSummary"][];
            main_reason?: components["schemas"]["Text"] | null;
            /** @description Why there is no class. */
            missing: components["schemas"]["Choice"][];
            /** @description The class of the earlier month. */
            previous_class?: string | null;
            previous_total?: components["schemas"]["Decimal"] | null;
        };
        /** @description A page of a month's customers. */
        RatedCustomerPage: {
            empty_because?: components["schemas"]["Text"] | null;
            from_month?: components["schemas"]["YearMonth"] | null;
            /** @description The month. */
            month: components["schemas"]["YearMonth"];
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: components["schemas"]["RatedCustomer"][];
            /** @description The sums over all rows of the filter. */
            sums: components["schemas"]["CustomerSums"];
            /**
             * Format: int64
             * @description How many there are in all.
             */
            total: number;
        };
        /** @description A month that was rated. */
        RatedMonth: {
            /** @description The edition of the rulebook. */
            edition: string;
            /** @description The instant up to which facts were counted. */
            known_at: components["schemas"]["Instant"];
            /** @description The month. */
            month: components["schemas"]["YearMonth"];
            /**
             * Format: int64
             * @description How many have none.
             */
            not_rated: number;
            /**
             * Format: int64
             * @description How many have a class.
             */
            rated: number;
            /**
             * Format: int64
             * @description The latest run of it.
             */
            run: number;
            /** @description What has changed underneath since; empty: the figures stand. */
            stale: components["schemas"]["Text"][];
            /**
             * Format: int64
             * @description How many customers were judged.
             */
            subjects: number;
        };
        /** @description What to rate. */
        RateRequest: {
            known_at?: components["schemas"]["Instant"] | null;
            /** @description Whether a month that is not over is meant; refused otherwise. */
            unfinished?: boolean;
        };
        /** @description What rating a month gave. */
        RateResult: {
            /** @description By class, best first. */
            classes: components["schemas"]["LabelledCount"][];
            /** @description The digest of all ratings: the same month, edition and known-at give the same. */
            digest: string;
            /** @description The edition of the rulebook. */
            edition: string;
            /** @description The instant up to which facts were counted. */
            known_at: components["schemas"]["Instant"];
            /** @description The month. */
            month: components["schemas"]["YearMonth"];
            /** @description Not rated, by what is missing. */
            not_rated: components["schemas"]["LabelledCount"][];
            /**
             * Format: int64
             * @description How many have a class.
             */
            rated: number;
            /**
             * Format: int64
             * @description The run.
             */
            run: number;
            /**
             * Format: int64
             * @description How many customers were judged.
             */
            subjects: number;
            /**
             * Format: int64
             * @description How long it took, in milliseconds.
             */
            took_ms: number;
        };
        /** @description What a unit of a currency is worth in the currency of the books, from a day on until the next one. */
        RateRow: {
            /** @description The currency. */
            currency: string;
            /** @description The first day for which it holds. */
            date: components["schemas"]["Day"];
            /** @description What a unit is worth. */
            rate: components["schemas"]["Decimal"];
        };
        /** @description The exchange rates. */
        Rates: {
            /** @description The currency of the books. */
            base_currency: string;
            /** @description The rates, by currency, the latest first. */
            rows: components["schemas"]["RateRow"][];
        };
        /** @description A measure's part of a rating. */
        RatingComponent: {
            compared?: components["schemas"]["ComparedValue"] | null;
            /** @description What it means, as the chapter writes it. */
            definition: components["schemas"]["Text"];
            /** @description The measure on screens. */
            label: components["schemas"]["Text"];
            /** @description The measure's name. */
            measure: string;
            missing?: components["schemas"]["Text"] | null;
            partly?: components["schemas"]["Text"] | null;
            points?: components["schemas"]["Decimal"] | null;
            /**
             * Format: int64
             * @description How many entries or records stand behind it.
             */
            records_count: number;
            rule?: components["schemas"]["RuleHit"] | null;
            score?: components["schemas"]["Decimal"] | null;
            /** @description What the value was computed from. */
            totals: components["schemas"]["RatingTotal"][];
            /** @description `percent`, `money`, `count`, `months`. */
            unit: string;
            value?: components["schemas"]["Decimal"] | null;
            /** @description Its weight in percent. */
            weight: components["schemas"]["Decimal"];
        };
        /** @description Why a customer has its class. */
        RatingExplanation: {
            asked?: components["schemas"]["Ruling"] | null;
            /**
             * Format: int32
             * @description The share of the weights that rests on known measures, in percent.
             */
            basis_percent: number;
            /** @description The chapter that holds the rule. */
            chapter: string;
            /** @description The class in force: by a person's ruling, else computed. */
            class?: string | null;
            /** @description The classes with their limits, best first, for the scale. */
            class_limits: components["schemas"]["ClassLimit"][];
            class_rule?: components["schemas"]["RuleHit"] | null;
            /** @description Where the rule stands: the chapter's clause. */
            clause: components["schemas"]["Text"];
            /** @description The parts. */
            components: components["schemas"]["RatingComponent"][];
            /** @description The class that the rule gave. */
            computed_class?: string | null;
            /** @description Whose. */
            customer: components["schemas"]["Reference"];
            /** @description The edition of the rulebook. */
            edition: string;
            /** @description The instant up to which facts were counted. */
            known_at: components["schemas"]["Instant"];
            /** @description The month. */
            month: components["schemas"]["YearMonth"];
            next?: components["schemas"]["NextClass"] | null;
            proposal?: components["schemas"]["Proposal"] | null;
            /** @description Whether it rests on known-at times that an import asserted. */
            rests_on_asserted: boolean;
            ruling?: components["schemas"]["Ruling"] | null;
            /** @description What this page has seen: send it with a decision on it. */
            seen: string;
            /** @description The answer in a sentence. */
            sentence: components["schemas"]["Text"];
            /** @description What has changed underneath since the month was rated; empty: the figures stand. */
            stale: components["schemas"]["Text"][];
            /** @description What kind of judgement it is. */
            state: components["schemas"]["RatingState"];
            total?: components["schemas"]["Decimal"] | null;
        };
        /** @description The history of a customer's ratings. */
        RatingHistory: {
            /** @description The months, newest first. */
            months: components["schemas"]["RatingSummary"][];
        };
        /** @description An entry or record behind a total. */
        RatingRecord: {
            amount?: components["schemas"]["Decimal"] | null;
            /** @description What it counts for in the total: an amount in the base currency, or 1. */
            counted: components["schemas"]["Decimal"];
            /** @description Its currency. */
            currency?: string | null;
            /** @description When it happened. */
            date: components["schemas"]["Day"];
            /**
             * Format: int64
             * @description How many days after the due day it happened; negative is early.
             */
            days_late?: number | null;
            due?: components["schemas"]["Day"] | null;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description The kind of entry, or the record type. */
            kind: string;
            /** @description The kind on screens. */
            kind_label: components["schemas"]["Text"];
            /** @description Free text. */
            note?: string | null;
            /** @description The number on the paper. */
            number?: string | null;
            /** @description The total it counts in. */
            total: string;
            /** @description Why it counts. */
            why: components["schemas"]["Text"];
        };
        /** @description A page of the records behind a measure. */
        RatingRecordPage: {
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /** @description The records. */
            rows: components["schemas"]["RatingRecord"][];
            /**
             * Format: int64
             * @description How many there are in all.
             */
            total: number;
        };
        /**
         * @description What kind of judgement a rating is.
         * @enum {string}
         */
        RatingState: "rated" | "not_rated" | "activity" | "internal";
        /** @description The structure of a rated month. */
        RatingStructure: {
            /** @description The days of the open amounts. */
            as_of: components["schemas"]["Day"];
            /**
             * Format: int64
             * @description Classes that somebody asked for and that wait for an answer.
             */
            asked: number;
            /** @description When it was rated. */
            at: components["schemas"]["Instant"];
            /** @description Who rated, and when. */
            by: string;
            /** @description The chapter that holds the rule. */
            chapter: string;
            /** @description The classes, best first. */
            classes: components["schemas"]["ClassCount"][];
            /** @description Where the rule stands. */
            clause: components["schemas"]["Text"];
            /** @description The edition of the rulebook. */
            edition: string;
            /** @description The instant up to which facts were counted. */
            known_at: components["schemas"]["Instant"];
            /** @description The month. */
            month: components["schemas"]["YearMonth"];
            movements?: components["schemas"]["Movements"] | null;
            /** @description Not rated, by what is missing. */
            not_rated: components["schemas"]["LabelledCount"][];
            /**
             * Format: int64
             * @description Classes set by hand that hold in this month.
             */
            overrides: number;
            /** @description Proposals of this month. */
            proposals: components["schemas"]["ProposalCounts"];
            /**
             * Format: int64
             * @description How many have a class.
             */
            rated: number;
            /**
             * Format: int64
             * @description The run.
             */
            run: number;
            /**
             * Format: int64
             * @description How many runs this month has had.
             */
            runs: number;
            /** @description What has changed underneath since; empty: the figures stand. */
            stale: components["schemas"]["Text"][];
            /** @description Customers without a class, by state. */
            states: components["schemas"]["LabelledCount"][];
            /**
             * Format: int64
             * @description How many customers were judged.
             */
            subjects: number;
            /** @description The months to this one, oldest first, 13 at most. */
            trend: components["schemas"]["TrendMonth"][];
            /** @description The measures with their weights. */
            weights: components["schemas"]["Weight"][];
            withdrawn?: components["schemas"]["Withdrawn"] | null;
        };
        /** @description A customer's rating of a month, in short. */
        RatingSummary: {
            asked?: components["schemas"]["Ruling"] | null;
            /**
             * Format: int32
             * @description The share of the weights that rests on known measures, in percent.
             */
            basis_percent: number;
            /** @description The class in force: by a person's ruling, else computed. */
            class?: string | null;
            /** @description What each measure gave. */
            components: components["schemas"]["ComponentSummary"][];
            /** @description The class that the rule gave. */
            computed_class?: string | null;
            /** @description The edition of the rulebook. */
            edition: string;
            /** @description The month. */
            month: components["schemas"]["YearMonth"];
            /** @description The class in force of the month before. */
            previous_class?: string | null;
            proposal?: components["schemas"]["Proposal"] | null;
            ruling?: components["schemas"]["Ruling"] | null;
            /** @description What this page has seen: send it with a decision on it. */
            seen: string;
            /** @description What kind of judgement it is. */
            state: components["schemas"]["RatingState"];
            total?: components["schemas"]["Decimal"] | null;
        };
        /** @description A sum or count that a measure's value is computed from. */
        RatingTotal: {
            /** @description The fact it counts. */
            fact: string;
            from?: components["schemas"]["Day"] | null;
            /** @description The total on screens. */
            label: components["schemas"]["Text"];
            /** @description The total's name; ask for its records with it. */
            name: string;
            /** @description The last day of its window. */
            to: components["schemas"]["Day"];
            value?: components["schemas"]["Decimal"] | null;
        };
        /** @description What the data so far can answer. */
        Readiness: {
            /** @description The questions. */
            rows: components["schemas"]["ReadinessRow"][];
        };
        /** @description A question and whether it can be answered. */
        ReadinessRow: {
            /** @description Whether it can be answered. */
            answer: components["schemas"]["Answer"];
            /** @description What is missing. */
            missing: components["schemas"]["Text"][];
            /** @description The question's name. */
            name: string;
            /** @description The question. */
            question: components["schemas"]["Text"];
            /** @description Why. */
            why: components["schemas"]["Text"];
        };
        /** @description What was read from sheets; nothing is saved. */
        ReadSheets: {
            /** @description The text with what the sheets say. */
            xml: string;
        };
        /** @description How the columns of a file become records and ledger entries. */
        Recipe: {
            /** @description The columns that are used. One column may stand several times with several targets. */
            columns: components["schemas"]["RecipeColumn"][];
            /** @description Values that every row has, by target: a currency, a branch. */
            constants?: {
                [key: string]: string;
            };
            /**
             * @description The periods for which the file brings everything of a fact: absence inside is zero, outside unknown. Where there are none, the
             *     rules below hold.
             */
            coverage?: components["schemas"]["RecipeCoverage"][];
            /**
             * @description The same for files of the same kind, by fact: `span` (the file's first to its last date), `months` (in whole months) or
             *     `2012-01-01..2013-12-31`. The dry run's report says which periods that gives.
             */
            coverage_rules?: {
                [key: string]: string;
            };
            /** @description Values computed from the columns of a row. */
            derived?: components["schemas"]["RecipeDerived"][];
            /** @description What each row gives: record types and kinds of ledger entries; empty: what its columns name. */
            gives?: string[];
            /**
             * Format: int64
             * @description The number of the (last) header row; found unless given.
             */
            header_row?: number | null;
            /** @description When the facts became known. */
            known_at?: components["schemas"]["KnownAt"];
            /** @description Its name. A row that came in by a recipe of this name does not come in again by it. */
            name?: string | null;
            /** @description What a person rarely changes. */
            rest?: components["schemas"]["RecipeRest"];
            /** @description The sheet; the first with a table unless given. */
            sheet?: string | null;
            /** @description Settlement terms for due dates where neither the file nor the customer has any: `days_30`, `月结30天`, `票结`. */
            terms?: string | null;
        };
        /** @description What a column is. */
        RecipeColumn: {
            /** @description The currency of its amounts, where columns of several currencies stand side by side. */
            currency?: string | null;
            date_order?: components["schemas"]["DateOrder"] | null;
            /** @description The decimal sign, where it is not a point. */
            decimal?: string | null;
            /** @description Its header, as the proposal names it: columns with the same header are told apart by `#2`, `#3` … */
            header: string;
            /**
             * Format: int32
             * @description Its place in the file, from 0; for screens, the header decides.
             */
            index?: number | null;
            /** @description Its name in derived values, where the header cannot be one. */
            name?: string | null;
            /** @description Whether a sheet without this column is read all the same. */
            optional?: boolean | null;
            /** @description Whether more than four decimals are rounded rather than refused. */
            round?: boolean | null;
            /** @description What it is: `customer.code`, `charge.amount` … as in the list of targets. */
            target?: string;
            /** @description Whether a column without a target is a text in derived values and conditions. */
            text?: boolean | null;
            /**
             * Format: int64
             * @description What one is: 10000 for amounts in 万元.
             */
            unit?: number | null;
            /**
             * Format: int32
             * @description To how many digits an id is filled up with leading zeros.
             */
            width?: number | null;
        };
        /** @description A period for which a file brings everything of a fact. */
        RecipeCoverage: {
            /** @description The fact: `charge`, `receipt`, `cost`, `order` … */
            fact: string;
            /** @description The first day. */
            from: components["schemas"]["Day"];
            /** @description The last day. */
            to: components["schemas"]["Day"];
        };
        /** @description A value computed from the columns of a row. */
        RecipeDerived: {
            /** @description What it gives. */
            to: string;
            /** @description FEEL over the columns: `Quantity * UnitPrice`. */
            value: string;
        };
        /** @description Saved recipes. */
        RecipeList: {
            /** @description The recipes by name. */
            rows: components["schemas"]["SavedRecipe"][];
        };
        /** @description What a person rarely changes in a recipe. */
        RecipeRest: {
            /** @description The currency of the books that the file is for. A company without any ledger entry takes it over; one in another refuses the file. */
            base_currency?: string | null;
            /** @description The delimiter of a CSV file. */
            delimiter?: string | null;
            /** @description The encoding of a CSV file. */
            encoding?: string | null;
            /** @description Columns that give nothing by themselves, but that derived values use. */
            inputs?: components["schemas"]["RecipeColumn"][];
            /** @description Keys of records that no column gives, by record type. */
            keys?: {
                [key: string]: string[];
            };
            label?: components["schemas"]["Text"] | null;
            /** @description What a unit of a currency is worth in the base currency, where the company's rates are not to be used. */
            rates?: {
                [key: string]: string;
            };
            /** @description How the file is read beyond what stands here: its kind, sheets, directions, what a person said of it. As it came; not for editing. */
            reading?: Record<string, unknown>;
            /** @description What a row's key is made with, where it is not the name. */
            scope?: string | null;
        };
        /** @description A kind of thing the company knows. */
        RecordTypeInfo: {
            /** @description The fields. */
            fields: components["schemas"]["FieldInfo"][];
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description The name in files. */
            name: string;
        };
        /** @description A record as it is named on screens: a branch, a person, a customer. */
        Reference: {
            /** @description Its key: a customer's code, a branch's code. */
            code: string;
            /**
             * Format: int64
             * @description The record's id.
             */
            id: number;
            /** @description Its name. */
            name: string;
        };
        /** @description A row that came back. */
        RejectedRow: {
            /** @description The column, where one is to blame. */
            column?: string | null;
            /** @description The reason's name. */
            reason: string;
            /**
             * Format: int64
             * @description Its line in the file.
             */
            row: number;
            /** @description What is wrong and what to do. */
            text: components["schemas"]["Text"];
        };
        /** @description What a person said at an earlier import and that this file uses. */
        Remembered: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who said it. */
            by: string;
            /** @description The answers that are possible, where they can be listed. */
            choices: components["schemas"]["Answered"][];
            /** @description `status`, `terms` or `same_customer`. */
            code: string;
            /**
             * Format: int64
             * @description The customer whose name it is; the name is taken back there.
             */
            customer?: number | null;
            /** @description Of which file. */
            file_name?: string | null;
            /**
             * Format: int64
             * @description The import of that file.
             */
            import?: number | null;
            /** @description What `POST /imports/{upload}/answers` takes to say otherwise of this file; null where it holds for every file. */
            key?: string | null;
            /** @description What was said, in words. */
            text: components["schemas"]["Text"];
            /** @description What was answered. */
            value?: string | null;
        };
        /** @description A role. */
        RoleInfo: {
            /** @description What it is for. */
            description: components["schemas"]["Text"];
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description The name in the rulebook. */
            name: string;
            /** @description Whether a user of it is given a person's record. */
            needs_person: boolean;
            /** @description Whether a user of it is given a unit. */
            needs_unit: boolean;
        };
        /** @description The rulebook in force. */
        Rulebook: {
            /** @description The chapters. */
            chapters: components["schemas"]["ChapterSummary"][];
            /** @description The edition. */
            edition: string;
        };
        /** @description A rule of a decision that fired. */
        RuleHit: {
            /** @description The decision. */
            decision: string;
            /** @description The rule's id in the DMN file. */
            id: string;
            /** @description The rule in words. */
            text: components["schemas"]["Text"];
        };
        /** @description How often a rule fired. */
        RuleHits: {
            /**
             * Format: int64
             * @description How often it fired.
             */
            hits: number;
            /** @description Its id in the file. */
            id: string;
            /** @description Its number, from 1. */
            number: number;
        };
        /** @description A rule that did not match. */
        RuleMiss: {
            /** @description The column of its first cell that failed, from 0. */
            column: number;
            /** @description Which. */
            rule: components["schemas"]["RuleRef"];
        };
        /** @description A rule of a table. */
        RuleRef: {
            /** @description Its id in the file. */
            id: string;
            /** @description Its number, from 1. */
            number: number;
        };
        /** @description What a person decided about a customer's rating. */
        Ruling: {
            /** @description The class that counted when it was decided. */
            basis_class?: string | null;
            basis_total?: components["schemas"]["Decimal"] | null;
            /** @description The class that counts while it holds; null where it gives none. */
            class?: string | null;
            customer?: components["schemas"]["Reference"] | null;
            from_day?: components["schemas"]["Day"] | null;
            /** @description The first month for which it holds. */
            from_month: components["schemas"]["YearMonth"];
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description What it is about. */
            kind: components["schemas"]["RulingKind"];
            /** @description The same on screens. */
            label: components["schemas"]["Text"];
            /** @description Send it with an answer; null where nothing waits for one. */
            seen?: string | null;
            /** @description What happened to it last. */
            state: components["schemas"]["RulingState"];
            /** @description What happened to it, the first step first. */
            steps: components["schemas"]["RulingStep"][];
            /** @description All of it in a sentence. */
            text: components["schemas"]["Text"];
            until_month?: components["schemas"]["YearMonth"] | null;
            /** @description The class asked for, or the name of the proposal. */
            value: string;
        };
        /** @description Answers to classes that were asked for, with one reason. */
        RulingAnswers: {
            /** @description Approve, or decline. */
            approve: boolean;
            /** @description Why. */
            reason: string;
            /** @description Which; all are answered or none. */
            rulings: components["schemas"]["SeenRuling"][];
        };
        /**
         * @description What a ruling is about.
         * @enum {string}
         */
        RulingKind: "class" | "proposal";
        /** @description A page of rulings, the newest first. */
        RulingPage: {
            empty_because?: components["schemas"]["Text"] | null;
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /** @description The rulings. */
            rows: components["schemas"]["Ruling"][];
        };
        /**
         * @description What happened to a ruling.
         * @enum {string}
         */
        RulingState: "asked" | "approved" | "declined" | "withdrawn" | "revoked" | "superseded";
        /** @description A step in the life of a ruling. */
        RulingStep: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who. */
            by: string;
            day?: components["schemas"]["Day"] | null;
            month?: components["schemas"]["YearMonth"] | null;
            /** @description Why. */
            reason: string;
            /** @description What happened. */
            state: components["schemas"]["RulingState"];
        };
        /** @description A run. */
        RunRequest: {
            /** @description The recipe. */
            recipe: components["schemas"]["Recipe"];
            /** @description Save the recipe under this name. */
            save_as?: string | null;
        };
        /** @description A person in charge of customers. */
        Salesperson: components["schemas"]["Reference"] & {
            /**
             * Format: int64
             * @description The person's unit.
             */
            branch?: number | null;
        };
        /** @description A decision file to save in the draft. */
        SaveDraft: {
            /** @description What the draft is about. */
            note?: string;
            /** @description Its path in the rulebook. */
            path: string;
            /**
             * Format: int64
             * @description The version of the draft that was read; null where there was none.
             */
            version?: number | null;
            /** @description The text. */
            xml: string;
        };
        /** @description A saved recipe. */
        SavedRecipe: {
            /** @description Its name. */
            name: string;
            /** @description The recipe. */
            recipe: components["schemas"]["Recipe"];
        };
        /**
         * @description Whose data the user sees.
         * @enum {string}
         */
        ScopeKind: "company" | "units" | "own";
        /** @description What was found. */
        SearchResult: {
            /** @description Customers by code, name or other name. */
            customers: components["schemas"]["CustomerHit"][];
            /** @description Ledger entries by number. */
            entries: components["schemas"]["EntryHit"][];
            /** @description Pages by name. */
            pages: components["schemas"]["PageHit"][];
        };
        /** @description A customer as a list showed it. */
        SeenCustomer: {
            /**
             * Format: int64
             * @description Its id.
             */
            customer: number;
            /** @description As the row gave it. */
            seen: string;
        };
        /** @description A ruling as a list showed it. */
        SeenRuling: {
            /**
             * Format: int64
             * @description Its id.
             */
            ruling: number;
            /** @description As the list gave it. */
            seen: string;
        };
        /** @description The signed-in user and the company. */
        Session: {
            /** @description Where. */
            company: components["schemas"]["CompanyInfo"];
            /** @description Who is signed in. */
            user: components["schemas"]["User"];
        };
        /** @description A value of a chapter that a person may change. */
        Setting: {
            /** @description The words that a choice takes. */
            choices: components["schemas"]["Choice"][];
            /** @description As it comes with the program. */
            default: string;
            /** @description What it belongs to. */
            group: components["schemas"]["Text"];
            /** @description Its file and keys. */
            id: string;
            /** @description `number`, `line`, `paragraph`, `feel`, `markdown` or `choice`. */
            kind: string;
            /** @description What it is. */
            label: components["schemas"]["Text"];
            /** @description In force. */
            published: string;
            /** @description In the draft, where that changes it, else in force. */
            value: string;
        };
        /** @description The state of the first start. */
        Setup: {
            /** @description The sign-ins of the demo company, shown on the sign-in page; empty for a company of one's own. */
            demo_sign_ins: components["schemas"]["DemoSignIn"][];
            /**
             * Format: int64
             * @description While making: how much is done.
             */
            done?: number | null;
            error?: components["schemas"]["ErrorDetail"] | null;
            stage?: components["schemas"]["Text"] | null;
            /** @description How far it is. */
            state: components["schemas"]["SetupState"];
            /**
             * Format: int64
             * @description While making: how much there is.
             */
            total?: number | null;
        };
        /**
         * @description Demo, or a company of one's own.
         * @enum {string}
         */
        SetupMode: "demo" | "own";
        /** @description What to set up. */
        SetupRequest: {
            /**
             * @description Own: the currency of the books, `CNY` unless given.
             * @example CNY
             */
            base_currency?: string | null;
            /**
             * Format: int32
             * @description Demo: how many customers, 2,000 unless given.
             */
            customers?: number | null;
            /** @description Own: the settlement terms of customers without terms of their own, as `monthly:30` or `per_ticket`. */
            default_terms?: string | null;
            /** @description Demo or own. */
            mode: components["schemas"]["SetupMode"];
            /**
             * Format: int32
             * @description Demo: how many months, 36 unless given.
             */
            months?: number | null;
            /** @description Own: the company's name. */
            name?: string | null;
        };
        /** @description What was set up. */
        SetupResult: {
            administrator?: components["schemas"]["Administrator"] | null;
            /** @description `ready` for an own company, `making` for a demo. */
            state: components["schemas"]["SetupState"];
        };
        /**
         * @description How far the company in this folder is.
         * @enum {string}
         */
        SetupState: "new" | "making" | "ready" | "failed";
        /** @description A sheet of a file. */
        Sheet: {
            /** @description Whether the proposal is about it. */
            is_chosen: boolean;
            /** @description Whether the workbook hides it. */
            is_hidden: boolean;
            /** @description Whether its rows come in. */
            is_read: boolean;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description About how many rows; null where that is only known after reading them.
             */
            rows?: number | null;
            why?: components["schemas"]["Text"] | null;
        };
        /**
         * @description What kind of file.
         * @enum {string}
         */
        SheetFormat: "xlsx" | "csv";
        /** @description The form of `POST /rulebook/decisions/sheets/read`. */
        SheetsForm: {
            /**
             * Format: binary
             * @description The workbook or CSV file.
             */
            file: string;
            /** @description The text that the sheets are read onto; all that no sheet shows stays as it is there. */
            xml: string;
        };
        /** @description An amount that a row gives. */
        ShownAmount: {
            /** @description The amount. */
            amount: components["schemas"]["Decimal"];
            /** @description The currency. */
            currency: string;
            /** @description A kind of ledger entry, or `in`, `out`, `neither` for a movement that gives none. */
            kind: string;
        };
        /** @description A row of the file. */
        ShownRow: {
            /** @description Its cells, as the file shows them. */
            cells: string[];
            date?: components["schemas"]["Day"] | null;
            /** @description What it gives, or would have given. */
            gives: components["schemas"]["ShownAmount"][];
            /** @description Whom it names. */
            party?: string | null;
            /**
             * Format: int64
             * @description Its number.
             */
            row: number;
            why?: components["schemas"]["Text"] | null;
        };
        /** @description Name and password. */
        SignIn: {
            /** @description The sign-in name. */
            name: string;
            /** @description The password. */
            password: string;
        };
        /** @description Which rules of a table the examples make fire. */
        TableCoverage: {
            /** @description The id of the decision. */
            decision: string;
            /** @description The table, as errors name it. */
            decision_name: string;
            /** @description Its rules. */
            rules: components["schemas"]["RuleHits"][];
        };
        /** @description Something that a check found in a decision. */
        TableFinding: {
            /** @description The places of the columns that it is about, from 0: inputs, then outputs. */
            columns: number[];
            /** @description The id of the decision. */
            decision: string;
            /** @description Its name. */
            decision_name: string;
            /** @description The same as input data, where it can be; to be tried. */
            inputs?: components["schemas"]["WitnessValue"][] | null;
            /** @description What was found. */
            message: components["schemas"]["Text"];
            /**
             * @description The check; `docs/rules/<rule>.md` explains it.
             * @example gap
             */
            rule: string;
            /** @description The rules that it is about. */
            rules: components["schemas"]["RuleRef"][];
            /** @description How bad it is. */
            severity: components["schemas"]["FindingSeverity"];
            suggestion?: components["schemas"]["Text"] | null;
            /** @description A value for each column that shows it. */
            witness: components["schemas"]["WitnessValue"][];
        };
        /** @description What a column can be. */
        Target: {
            /** @description Whether a row that gives this needs it. */
            is_required: boolean;
            /** @description The kind of value. */
            kind: string;
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description As it stands in a recipe: `customer.code`. */
            name: string;
        };
        /** @description The targets of one record type or kind of ledger entry. */
        TargetGroup: {
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /** @description Its name. */
            name: string;
            /** @description Its targets. */
            targets: components["schemas"]["Target"][];
        };
        /** @description A text in both languages of the product. */
        Text: {
            /** @description English. */
            en: string;
            /** @description Simplified Chinese. */
            zh: string;
        };
        /** @description A page of a customer's ledger, newest first. */
        Timeline: {
            /** @description What people decided in the days of this page, the latest first; none where the filter names kinds or a charge. */
            decisions: components["schemas"]["TimelineDecision"][];
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /** @description The entries. */
            rows: components["schemas"]["LedgerEntry"][];
        };
        /** @description A step of a ruling among the entries. */
        TimelineDecision: {
            /** @description The instant. */
            at: components["schemas"]["Instant"];
            /** @description Who. */
            by: string;
            /** @description The day on which it was decided. */
            date: components["schemas"]["Day"];
            /**
             * Format: int64
             * @description The ruling.
             */
            ruling: number;
            /** @description What, from when and why, in a sentence. */
            text: components["schemas"]["Text"];
        };
        /** @description A sum or count over a fact. */
        TotalInfo: {
            /** @description `sum(amount)`, `count`, `distinct_months`. */
            aggregate: string;
            /** @description The date column that the window applies to. */
            by: string;
            /** @description The condition in FEEL; null where all rows count. */
            condition?: string | null;
            /** @description The fact. */
            fact: string;
            /** @description The name on screens. */
            label: components["schemas"]["Text"];
            /**
             * Format: int32
             * @description How many months up to and including the month; null for all.
             */
            months?: number | null;
            /** @description The name in files. */
            name: string;
        };
        /** @description A month of a trend. */
        TrendMonth: {
            /** @description How many customers by class, in the order of the structure's classes. */
            counts: number[];
            /** @description The month. */
            month: components["schemas"]["YearMonth"];
            /**
             * Format: int64
             * @description How many have no class.
             */
            without_class: number;
        };
        /** @description What a trial gives. */
        TriedDecision: {
            /** @description What may be given. */
            inputs: components["schemas"]["TryInput"][];
            /** @description The smallest changes that lead to another outcome. */
            nearest: components["schemas"]["NearestChange"][];
            problem?: components["schemas"]["ModelProblem"] | null;
            /** @description Why it, or a part of it, is null. */
            reasons: components["schemas"]["NullReason"][];
            /** @description The decisions in their order. */
            steps: components["schemas"]["TriedStep"][];
            /** @description What came out, as FEEL. */
            value: string;
        };
        /** @description One decision on the way. */
        TriedStep: {
            /** @description Its id. */
            decision: string;
            /** @description Its name. */
            decision_name: string;
            table?: components["schemas"]["TriedTable"] | null;
            /**
             * Format: double
             * @description How long it took, the decisions before it not included, in microseconds.
             */
            took_microseconds: number;
            /** @description What came out, as FEEL. */
            value: string;
        };
        /** @description What happened in a table. */
        TriedTable: {
            /** @description What its input columns read. */
            inputs: components["schemas"]["WitnessValue"][];
            /** @description The rules that matched. */
            matched: components["schemas"]["RuleRef"][];
            /** @description The others. */
            misses: components["schemas"]["RuleMiss"][];
        };
        /** @description A decision to try on a case. */
        TryDecision: {
            /** @description The id of the decision. */
            decision: string;
            /** @description FEEL by the name of the input data; what is not given is null. */
            inputs?: {
                [key: string]: string;
            };
            /** @description The model. */
            xml: string;
        };
        /** @description Input data that a decision needs. */
        TryInput: {
            /** @description A value to begin with. */
            example?: string | null;
            /** @description Its name. */
            name: string;
            /** @description The decisions that read it. */
            needed_by: string[];
            /** @description Its type. */
            type: string;
        };
        /** @description Why an import is undone. */
        UndoRequest: {
            /** @description Why. */
            reason: string;
        };
        /** @description What undoing an import took back. */
        UndoResult: {
            /**
             * Format: int64
             * @description How many entries were reversed.
             */
            entries_reversed: number;
            /**
             * Format: int64
             * @description The import.
             */
            import: number;
            /**
             * Format: int64
             * @description How many records were left as they are, because later data stands on them.
             */
            records_left: number;
            /**
             * Format: int64
             * @description How many records went back to the version before.
             */
            records_restored: number;
            /**
             * Format: int64
             * @description How many records were withdrawn.
             */
            records_withdrawn: number;
            /**
             * Format: int64
             * @description How many rows may come in again.
             */
            rows_freed: number;
        };
        /** @description A file that was uploaded, and what the program makes of it. */
        Upload: {
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            bytes: number;
            /** @description The file's name. */
            file_name: string;
            /** @description The saved recipe that fits this file's headers, where there is one. */
            known_recipe?: string | null;
            proposal?: components["schemas"]["ImportProposal"] | null;
            refusal?: components["schemas"]["Text"] | null;
            /** @description Its sheets; one for a CSV file. */
            sheets: components["schemas"]["Sheet"][];
            /** @description Its id, for dry run and run; kept for a day. */
            upload: string;
        };
        /** @description The form of an upload. */
        UploadForm: {
            /** @description What is known to be asked: a JSON object of answers by key. */
            answers?: string | null;
            /**
             * Format: binary
             * @description The file: CSV, CSV.GZ, XLSX or XLS.
             */
            file: string;
            /** @description The sheet to look at; the first with a table unless given. */
            sheet?: string | null;
        };
        /** @description A user as pages show it. */
        User: {
            /** @description The name or post on screens. */
            label: components["schemas"]["Text"];
            /** @description What the user may do; a page disables the rest with a reason. */
            may: components["schemas"]["Permissions"];
            /** @description Whether the password is a one-time one, to be changed before anything else. */
            must_change_password: boolean;
            /** @description The sign-in name. */
            name: string;
            person?: components["schemas"]["Reference"] | null;
            /** @description The role in the rulebook: `administrator`, `finance`, `branch_manager`, `salesperson`. */
            role: string;
            /** @description The role on screens. */
            role_label: components["schemas"]["Text"];
            /** @description Whose data the user sees. */
            scope: components["schemas"]["UserScope"];
        };
        /** @description Somebody who may sign in. */
        UserRow: {
            /** @description Whether sign-in is refused. */
            is_disabled: boolean;
            /** @description Whether the password is a one-time one that was not changed yet. */
            must_change_password: boolean;
            /** @description The sign-in name. */
            name: string;
            person?: components["schemas"]["Reference"] | null;
            /** @description The role. */
            role: components["schemas"]["Choice"];
            /** @description Whose data the user sees. */
            scope: components["schemas"]["UserScope"];
        };
        /** @description Who may sign in, and what roles there are. */
        Users: {
            /** @description The roles of the rulebook. */
            roles: components["schemas"]["RoleInfo"][];
            /** @description The users, by name. */
            rows: components["schemas"]["UserRow"][];
        };
        /** @description Whose data the user sees, in words. */
        UserScope: {
            /** @description The kind of scope. */
            kind: components["schemas"]["ScopeKind"];
            /** @description For units: which. */
            units: components["schemas"]["Reference"][];
        };
        /** @description Whether a user is let in. */
        UserState: {
            /** @description Refuse sign-in. */
            is_disabled: boolean;
        };
        /** @description A change of one input. */
        ValueChange: {
            /** @description Its value now, as FEEL. */
            from: string;
            /** @description The input. */
            name: string;
            /** @description The value that it would take. */
            to: string;
        };
        /** @description A measure with its weight. */
        Weight: {
            /** @description The measure on screens. */
            label: components["schemas"]["Text"];
            /** @description The measure. */
            measure: string;
            /** @description Its weight in percent. */
            weight: components["schemas"]["Decimal"];
        };
        /** @description That a run was taken back. */
        Withdrawn: {
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Who. */
            by: string;
            /** @description Why. */
            reason: string;
        };
        /** @description Why something is taken back that nobody has answered. */
        WithdrawRuling: {
            /** @description Why. */
            reason?: string | null;
        };
        /** @description A run to take back. */
        WithdrawRun: {
            /** @description Why. */
            reason: string;
            /**
             * Format: int64
             * @description The run; it has to be the one that counts.
             */
            run: number;
        };
        /** @description A value by name. */
        WitnessValue: {
            /** @description Of what. */
            name: string;
            /** @description The value, as FEEL. */
            value: string;
        };
        /** @description What waits for the person who is signed in, and what has changed in the customers that this person sees. */
        Workbench: {
            /** @description What is worth knowing. */
            news: components["schemas"]["WorkItem"][];
            /** @description What this person can do something about, the most pressing first. */
            tasks: components["schemas"]["WorkItem"][];
            /** @description Today, as the figures take it. */
            today: components["schemas"]["Day"];
        };
        /** @description One thing that waits or has changed. */
        WorkItem: {
            amount?: components["schemas"]["Decimal"] | null;
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            detail?: components["schemas"]["Text"] | null;
            /**
             * @description `set_up`, `answer_rulings`, `answer_proposals`, `own_rulings`, `rate_month`, `stale_month`, `clearings`, `rejected_rows`, `draft`, `fell`,
             *     `newly_late`.
             */
            kind: string;
            /** @description What it is, in a few words. */
            label: components["schemas"]["Text"];
            /** @description The page that deals with it. */
            path: string;
        };
        /** @description A text to make sheets of. */
        WriteSheets: {
            /** @description The decision whose table is written as CSV. */
            decision?: string | null;
            /** @description A workbook of everything, or one table as CSV. */
            format: components["schemas"]["SheetFormat"];
            /** @description The name of the file to download, without its ending. */
            name: string;
            /** @description The text. */
            xml: string;
        };
        /**
         * @description A calendar month, `YYYY-MM`.
         * @example 2026-10
         */
        YearMonth: string;
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    read_ageing: {
        parameters: {
            query?: {
                /** @description The day; today unless given. */
                as_of?: string;
                /** @description Only this organisation unit (an id). */
                branch?: number;
                /** @description Upper edges of the buckets in days, as `0,30,60,90,180,365` (the default). */
                buckets?: string;
                /** @description Branch unless given. */
                by?: "branch" | "salesperson" | "customer";
                /** @description Only items in this currency; amounts are then in it. */
                currency?: string;
                /** @description Only this customer (an id). */
                customer?: number;
                /** @description Only what was known at this instant; now unless given. */
                known_at?: string;
                /** @description Only this person's customers (an id). */
                salesperson?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ageing"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    export_ageing: {
        parameters: {
            query?: {
                /** @description The day; today unless given. */
                as_of?: string;
                /** @description Only this organisation unit (an id). */
                branch?: number;
                /** @description Upper edges of the buckets in days, as `0,30,60,90,180,365` (the default). */
                buckets?: string;
                /** @description Branch unless given. */
                by?: "branch" | "salesperson" | "customer";
                /** @description Only items in this currency; amounts are then in it. */
                currency?: string;
                /** @description Only this customer (an id). */
                customer?: number;
                /** @description Only what was known at this instant; now unless given. */
                known_at?: string;
                /** @description Only this person's customers (an id). */
                salesperson?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A workbook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_open_items: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                after?: string;
                /** @description The day; today unless given. */
                as_of?: string;
                /** @description Only this organisation unit (an id). */
                branch?: number;
                /** @description Only items in this bucket, by its name (`not_due`, `1_30` …); `overdue` for all that are past due. */
                bucket?: string;
                /** @description Upper edges of the buckets in days, as `0,30,60,90,180,365` (the default). */
                buckets?: string;
                /** @description Only items in this currency; amounts are then in it. */
                currency?: string;
                /** @description Only this customer (an id). */
                customer?: number;
                /** @description Only what was known at this instant; now unless given. */
                known_at?: string;
                /** @description How many rows, 1 to 500; 50 unless given. */
                limit?: number;
                /** @description Only this person's customers (an id). */
                salesperson?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenItemPage"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_clearings: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                after?: string;
                /** @description Of this customer. */
                customer?: number;
                /** @description That this import brought. */
                import?: number;
                /** @description How many rows, 1 to 500; 50 unless given. */
                limit?: number;
                /** @description Also those of which a person said that nobody knows what they were. */
                with_unknown?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClearingPage"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    answer_clearings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClearingAnswers"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClearingsAnswered"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_customers: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                after?: string;
                /** @description Ids of organisation units. */
                branch?: string;
                /** @description Classes in force, as `C,D`; `none` for customers without one. */
                class?: string;
                /** @description Ascending unless given. */
                dir?: "asc" | "desc";
                /** @description Only customers with (or without) money overdue. */
                has_overdue?: boolean;
                /** @description How many rows, 1 to 500; 50 unless given. */
                limit?: number;
                /** @description Ids of people. */
                salesperson?: string;
                /** @description Part of the code, the name or another name. */
                search?: string;
                /** @description By what; the code unless given. Ties are in the order of codes. */
                sort?: "code" | "name" | "class" | "total" | "open" | "overdue" | "days_late_max";
                /** @description States of the latest rating: `rated`, `not_rated`, `activity`, `internal`, `none`. */
                state?: string;
                /** @description Settlement terms. */
                terms?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerPage"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_customer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    customer_ageing: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                after?: string;
                /** @description The day; today unless given. */
                as_of?: string;
                /** @description Only this organisation unit (an id). */
                branch?: number;
                /** @description Upper edges of the buckets in days, as `0,30,60,90,180,365` (the default). */
                buckets?: string;
                /** @description Only items in this currency; amounts are then in it. */
                currency?: string;
                /** @description Only this customer (an id). */
                customer?: number;
                /** @description Only what was known at this instant; now unless given. */
                known_at?: string;
                /** @description How many rows, 1 to 500; 50 unless given. */
                limit?: number;
                /** @description Only this person's customers (an id). */
                salesperson?: number;
            };
            header?: never;
            path: {
                /** @description The customer. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenItemPage"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    end_alias: {
        parameters: {
            query: {
                /** @description The name. */
                name: string;
                /** @description Why. */
                reason?: string;
            };
            header?: never;
            path: {
                /** @description The customer. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    open_orders: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenOrders"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    decide_proposal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer. */
                id: number;
                /** @description The month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingSummary"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    customer_ratings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingHistory"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    explain_rating: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer. */
                id: number;
                /** @description The month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingExplanation"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    override_class: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The customer. */
                id: number;
                /** @description The month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverrideRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingSummary"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    rating_records: {
        parameters: {
            query: {
                /** @description The `next` of the page before; absent for the first page. */
                after?: string;
                /** @description How many rows, 1 to 500; 50 unless given. */
                limit?: number;
                /** @description The measure. */
                measure: string;
                /** @description One of its totals; all of them unless given. */
                total?: string;
            };
            header?: never;
            path: {
                /** @description The customer. */
                id: number;
                /** @description The month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingRecordPage"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    customer_timeline: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                after?: string;
                /** @description Only entries on this charge (an id). */
                charge?: number;
                /** @description Kinds separated by commas, as `charge,receipt`; all unless given. */
                kinds?: string;
                /** @description How many rows, 1 to 500; 50 unless given. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The customer. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    export_customers: {
        parameters: {
            query?: {
                /** @description Ids of organisation units. */
                branch?: string;
                /** @description Classes in force, as `C,D`; `none` for customers without one. */
                class?: string;
                /** @description Ascending unless given. */
                dir?: "asc" | "desc";
                /** @description Only customers with (or without) money overdue. */
                has_overdue?: boolean;
                /** @description Ids of people. */
                salesperson?: string;
                /** @description Part of the code, the name or another name. */
                search?: string;
                /** @description By what; the code unless given. Ties are in the order of codes. */
                sort?: "code" | "name" | "class" | "total" | "open" | "overdue" | "days_late_max";
                /** @description States of the latest rating: `rated`, `not_rated`, `activity`, `internal`, `none`. */
                state?: string;
                /** @description Settlement terms. */
                terms?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A workbook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    list_imports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportList"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    upload_file: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UploadForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The import. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetail"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    undo_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The import. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    answer_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The upload. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswersRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    dry_run_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The upload. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DryRunRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    download_rejected: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The upload, or the id of an import. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A workbook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    run_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The upload. */
                upload: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_import_targets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportTargets"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    download_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The template. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A workbook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    cancel_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The job. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_organisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_rates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rates"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    put_rates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutRates"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rates"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_rated_months: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatedMonth"][];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_rated_month: {
        parameters: {
            query?: {
                /** @description Only this organisation unit (ids separated by commas). */
                branch?: string;
                /** @description A run of the month that a later one may have followed; the one that counts unless given. */
                run?: number;
                /** @description Only these people's customers (ids separated by commas). */
                salesperson?: string;
            };
            header?: never;
            path: {
                /** @description The month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingStructure"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    rate_month: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_rated_customers: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                after?: string;
                /** @description Ids of organisation units. */
                branch?: string;
                /** @description Classes in force, or `none`. */
                class?: string;
                /** @description Ascending unless given. */
                dir?: "asc" | "desc";
                /** @description Classes of the earlier month, or `none`. */
                from_class?: string;
                /** @description The earlier month; the month before unless given. */
                from_month?: string;
                /** @description Only customers with a class that somebody asked for and that waits. */
                is_asked?: boolean;
                /** @description Only customers with a class set by hand. */
                is_overridden?: boolean;
                /** @description How many rows, 1 to 500; 50 unless given. */
                limit?: number;
                /** @description What is missing, by the measure's name. */
                missing?: string;
                /** @description `up`, `down`, `same`, `new`, `lost`. */
                movement?: string;
                /** @description `pending`, `approved`, `refused`: only customers with such a proposal. */
                proposal?: string;
                /** @description A run of the month that a later one may have followed; the one that counts unless given. */
                run?: number;
                /** @description Ids of people. */
                salesperson?: string;
                /** @description Part of the code or the name. */
                search?: string;
                /** @description By what; the code unless given. */
                sort?: "code" | "name" | "class" | "total" | "change" | "open" | "overdue";
                /** @description States: `rated`, `not_rated`, `activity`, `internal`. */
                state?: string;
            };
            header?: never;
            path: {
                /** @description The month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatedCustomerPage"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    export_ratings: {
        parameters: {
            query?: {
                /** @description Ids of organisation units. */
                branch?: string;
                /** @description Classes in force, or `none`. */
                class?: string;
                /** @description Ascending unless given. */
                dir?: "asc" | "desc";
                /** @description Classes of the earlier month, or `none`. */
                from_class?: string;
                /** @description The earlier month; the month before unless given. */
                from_month?: string;
                /** @description Only customers with a class that somebody asked for and that waits. */
                is_asked?: boolean;
                /** @description Only customers with a class set by hand. */
                is_overridden?: boolean;
                /** @description What is missing, by the measure's name. */
                missing?: string;
                /** @description `up`, `down`, `same`, `new`, `lost`. */
                movement?: string;
                /** @description `pending`, `approved`, `refused`: only customers with such a proposal. */
                proposal?: string;
                /** @description A run of the month that a later one may have followed; the one that counts unless given. */
                run?: number;
                /** @description Ids of people. */
                salesperson?: string;
                /** @description Part of the code or the name. */
                search?: string;
                /** @description By what; the code unless given. */
                sort?: "code" | "name" | "class" | "total" | "change" | "open" | "overdue";
                /** @description States: `rated`, `not_rated`, `activity`, `internal`. */
                state?: string;
            };
            header?: never;
            path: {
                /** @description The month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A workbook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    rating_matrix: {
        parameters: {
            query?: {
                /** @description Only this organisation unit (ids separated by commas). */
                branch?: string;
                /** @description The earlier month; the month before unless given. */
                from?: string;
                /** @description A run of the month that a later one may have followed; the one that counts unless given. */
                run?: number;
                /** @description Only these people's customers (ids separated by commas). */
                salesperson?: string;
            };
            header?: never;
            path: {
                /** @description The later month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MigrationMatrix"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    answer_proposals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalDecisions"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_runs: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonthRun"][];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    withdraw_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The month. */
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawRun"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MonthRun"][];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_recipes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecipeList"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_rulebook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rulebook"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_chapter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chapter. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chapter"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_settings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chapter. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChapterSettings"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    save_settings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The chapter. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChapterSettingsChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChapterSettings"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_decisions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionFiles"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_decision: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The file's path in the rulebook, `/` written as `%2F`. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionSource"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    compare_decision: {
        parameters: {
            query: {
                /** @description An edition that was kept, or `published`: the one in force. */
                with: string;
            };
            header?: never;
            path: {
                /** @description The file's path in the rulebook, `/` written as `%2F`. */
                path: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparedModel"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    check_decision: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckModel"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedModel"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    generate_decision_examples: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenerateExamples"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExamplesFile"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    write_decision_sheets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteSheets"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_decision_sheets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["SheetsForm"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadSheets"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    try_decision: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryDecision"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TriedDecision"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    save_draft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveDraft"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftSummary"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    drop_draft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    correct_example: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectExample"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftSummary"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    publish_draft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishDraft"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    review_draft: {
        parameters: {
            query: {
                /** @description The version of the draft that was read. */
                version: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftReview"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_editions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Editions"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_rulings: {
        parameters: {
            query?: {
                /** @description The `next` of the page before; absent for the first page. */
                after?: string;
                /** @description About this customer (an id). */
                customer?: number;
                /** @description How many rows, 1 to 500; 50 unless given. */
                limit?: number;
                /** @description States separated by commas: `asked`, `approved`, `declined`, `withdrawn`, `revoked`, `superseded`. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulingPage"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    revoke_ruling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ruling. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndRuling"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ruling"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    withdraw_ruling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ruling. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawRuling"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ruling"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    answer_rulings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RulingAnswers"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description How many of each kind, 8 unless given. */
                limit?: number;
                /** @description A name, a code, a number of an invoice or charge, or the name of a page; two characters or more. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setup"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    create_company: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupResult"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    list_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Users"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    create_user: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddUser"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTimePassword"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    reset_user_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The sign-in name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OneTimePassword"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    set_user_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The sign-in name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserState"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Users"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
    read_workbench: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workbench"];
                };
            };
            /** @description Refused: see the code */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorBody"];
                };
            };
        };
    };
}
