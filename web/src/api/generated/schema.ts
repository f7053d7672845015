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
    "/customers/{id}/proposals/{month}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves or refuses what the rule proposes (pay before release). */
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
        /** Sets the class by hand from this month; kept beside the computed one. */
        post: operations["override_class"];
        /** Ends a class set by hand: the computed one holds again. */
        delete: operations["end_override"];
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
        /** The same list as a workbook. */
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
        /** The imports, newest first. */
        get: operations["list_imports"];
        put?: never;
        /** Takes a file and says what its columns seem to be. */
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
        /** The rejected rows of the latest dry run or run as a workbook, the reason in each row. */
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
        /** How far a job is, and what came out. */
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
        /** Asks a job to stop. Nothing is half-written. */
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
        /** The same list as a workbook. */
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
    "/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the data so far can answer, and what is missing for the rest. */
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
        /** Signs out; ends the session everywhere it is used. */
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Administrator: {
            /** @description The sign-in name. */
            name: string;
            /** @description To be changed at the first sign-in. */
            one_time_password: string;
        };
        /** @enum {string} */
        AgeBy: "branch" | "salesperson" | "customer";
        Ageing: {
            as_of: components["schemas"]["Day"];
            /** @description The buckets with their sums. */
            buckets: components["schemas"]["BucketAmount"][];
            by: components["schemas"]["AgeBy"];
            /** @description What is open by currency, in that currency. */
            by_currency: components["schemas"]["CurrencyAmount"][];
            /** @description The currency of the amounts: the base currency unless one was asked for. */
            currency: string;
            /** @description How many customers have open items. */
            customers: number;
            /** @description Why there may be nothing; null where there is something. */
            empty_because?: null | components["schemas"]["Text"];
            /** @description How many open items. */
            items: number;
            known_at: components["schemas"]["Instant"];
            /** @description What a row opens to; null where it opens to its items. */
            next_by?: null | components["schemas"]["AgeBy"];
            overdue: components["schemas"]["Decimal"];
            /** @description The overdue share in percent, one decimal; null where nothing is open. */
            overdue_share?: null | components["schemas"]["Decimal"];
            /** @description Whether the answer rests on known-at times that an import asserted. */
            rests_on_asserted: boolean;
            /** @description The rows, the largest first. */
            rows: components["schemas"]["AgeingRow"][];
            total: components["schemas"]["Decimal"];
            unallocated: components["schemas"]["Decimal"];
        };
        AgeingRow: {
            /** @description By bucket, in the order of the ageing's buckets. */
            buckets: components["schemas"]["Decimal"][];
            /** @description By currency, in that currency. */
            by_currency: components["schemas"]["CurrencyAmount"][];
            /** @description How many open items. */
            items: number;
            /** @description The branch, person or customer; null for items without one. */
            key?: null | components["schemas"]["Reference"];
            overdue: components["schemas"]["Decimal"];
            /** @description The overdue share in percent, one decimal; null where nothing is open. */
            overdue_share?: null | components["schemas"]["Decimal"];
            total: components["schemas"]["Decimal"];
            unallocated: components["schemas"]["Decimal"];
        };
        /** @enum {string} */
        Answer: "yes" | "partly" | "no";
        AppraisalInfo: {
            /** @description The classes, best first. */
            classes: string[];
            clause: components["schemas"]["Text"];
            label: components["schemas"]["Text"];
            /** @description The name in files. */
            name: string;
            /** @description The measures with their weights in percent. */
            weights: components["schemas"]["AppraisalWeight"][];
        };
        AppraisalWeight: {
            label: components["schemas"]["Text"];
            /** @description The measure. */
            measure: string;
            weight: components["schemas"]["Decimal"];
        };
        Branch: components["schemas"]["Reference"] & {
            /** @description `group`, `region`, `branch`, `department`. */
            kind?: string | null;
            /** @description The unit above it. */
            parent?: number | null;
        };
        Bucket: {
            /** @description The first day of it; null for not due. */
            from?: number | null;
            label: components["schemas"]["Text"];
            /** @description The name in the API: `not_due`, `1_30`, `over_365`. */
            name: string;
            /** @description The last day of it; null for the last bucket. */
            to?: number | null;
        };
        BucketAmount: components["schemas"]["Bucket"] & {
            amount: components["schemas"]["Decimal"];
        };
        Chapter: {
            /** @description The appraisals. */
            appraisals: components["schemas"]["AppraisalInfo"][];
            /** @description The decisions. */
            decisions: components["schemas"]["DecisionInfo"][];
            /** @description The edition of the rulebook. */
            edition: string;
            label: components["schemas"]["Text"];
            /** @description The measures. */
            measures: components["schemas"]["MeasureInfo"][];
            /** @description The name in files. */
            name: string;
            readme: components["schemas"]["Text"];
            /** @description The record types. */
            record_types: components["schemas"]["RecordTypeInfo"][];
        };
        ChapterSummary: {
            /** @description How many appraisals. */
            appraisals: number;
            /** @description How many decisions. */
            decisions: number;
            label: components["schemas"]["Text"];
            /** @description How many measures. */
            measures: number;
            /** @description The name in files. */
            name: string;
            /** @description How many record types it declares. */
            record_types: number;
        };
        Choice: {
            label: components["schemas"]["Text"];
            /** @description The name in files and the API. */
            value: string;
        };
        ClassCount: {
            /** @description The class. */
            class: string;
            /** @description How many customers have it. */
            count: number;
            open: components["schemas"]["Decimal"];
            overdue: components["schemas"]["Decimal"];
            /** @description How many had it the month before; null where that month is not rated. */
            previous_count?: number | null;
            /** @description Their share of the rated in percent, one decimal. */
            share?: null | components["schemas"]["Decimal"];
            /** @description How many had it a year ago; null where that month is not rated. */
            year_ago_count?: number | null;
        };
        ClassLimit: {
            /** @description The class. */
            class: string;
            label: components["schemas"]["Text"];
        };
        ColumnProposal: {
            /** @description What has to be asked, such as the order of day and month; null where nothing has. */
            ask?: null | components["schemas"]["Question"];
            /** @description How sure that is, 0 to 100. */
            confidence: number;
            /** @description Its header, as a recipe names it. */
            header: string;
            /** @description Its place, from 0. */
            index: number;
            reason: components["schemas"]["Text"];
            /** @description Its first values, 5 at most. */
            sample: string[];
            /** @description What it seems to be; null where it is left out. */
            target?: string | null;
        };
        CompanyInfo: {
            /** @description The currency of the books. */
            base_currency: string;
            /** @description The last business date of the ledger. */
            data_until?: null | components["schemas"]["Day"];
            /** @description The settlement terms of customers without terms of their own. */
            default_terms?: string | null;
            /** @description The edition of the rulebook in force. */
            edition: string;
            /** @description Whether it is the generated demo company. */
            is_demo: boolean;
            /** @description The latest month that is rated. */
            latest_month?: null | components["schemas"]["YearMonth"];
            name: components["schemas"]["Text"];
            today: components["schemas"]["Day"];
        };
        ComparedValue: {
            month: components["schemas"]["YearMonth"];
            /** @description Its points. */
            points?: null | components["schemas"]["Decimal"];
            /** @description Its value. */
            value?: null | components["schemas"]["Decimal"];
        };
        ComponentSummary: {
            label: components["schemas"]["Text"];
            /** @description The measure's name. */
            measure: string;
            /** @description Score × weight. */
            points?: null | components["schemas"]["Decimal"];
            /** @description The 0–100 that a decision gave its value; null where it is unknown. */
            score?: null | components["schemas"]["Decimal"];
            weight: components["schemas"]["Decimal"];
        };
        CoveredPeriod: {
            /** @description The fact: `charge`, `receipt`, `cost`, `order` … */
            fact: string;
            from: components["schemas"]["Day"];
            to: components["schemas"]["Day"];
        };
        CurrencyAmount: {
            amount: components["schemas"]["Decimal"];
            /** @description The currency. */
            currency: string;
        };
        Customer: {
            /** @description The branch it belongs to. */
            branch?: null | components["schemas"]["Reference"];
            changed_at: components["schemas"]["Instant"];
            /** @description Who changed it. */
            changed_by: string;
            /** @description The code. */
            code: string;
            exposure: components["schemas"]["Exposure"];
            /** @description All fields of the record in the rulebook's order. */
            fields: components["schemas"]["FieldValue"][];
            /** @description The record's id. */
            id: number;
            /** @description Whether it is a company of the same group: marked, never scored. */
            is_internal: boolean;
            /** @description The name. */
            name: string;
            /** @description Other names it goes by. */
            other_names: string[];
            /** @description The rating of the latest month. */
            rating?: null | components["schemas"]["RatingSummary"];
            /** @description Who is in charge of it. */
            salesperson?: null | components["schemas"]["Reference"];
            /** @description The settlement terms. */
            terms?: null | components["schemas"]["Choice"];
        };
        CustomerHit: components["schemas"]["Reference"] & {
            /** @description The branch. */
            branch?: null | components["schemas"]["Reference"];
            /** @description The class of the latest month. */
            class?: string | null;
        };
        CustomerPage: {
            as_of: components["schemas"]["Day"];
            /** @description Why the list may be empty; null where it is not. */
            empty_because?: null | components["schemas"]["Text"];
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: components["schemas"]["CustomerRow"][];
            sums: components["schemas"]["CustomerSums"];
            /** @description How many there are in all. */
            total: number;
        };
        CustomerRow: {
            /** @description The branch it belongs to. */
            branch?: null | components["schemas"]["Reference"];
            /** @description The class in force: the one set by hand where there is one, else the computed one. */
            class?: string | null;
            /** @description The code. */
            code: string;
            /** @description The class that the rule gave. */
            computed_class?: string | null;
            /** @description How many days the latest item is past due; null where nothing is. */
            days_late_max?: number | null;
            /** @description The record's id. */
            id: number;
            /** @description Whether the class in force was set by hand. */
            is_overridden: boolean;
            /** @description The month of the latest rating. */
            month?: null | components["schemas"]["YearMonth"];
            /** @description The name. */
            name: string;
            not_due: components["schemas"]["Decimal"];
            open: components["schemas"]["Decimal"];
            overdue: components["schemas"]["Decimal"];
            /** @description A proposal that waits for a decision, such as pay before release. */
            proposal?: null | components["schemas"]["Choice"];
            /** @description Who is in charge of it. */
            salesperson?: null | components["schemas"]["Reference"];
            /** @description The state of the latest rating. */
            state?: null | components["schemas"]["RatingState"];
            /** @description The settlement terms. */
            terms?: null | components["schemas"]["Choice"];
            /** @description The total of the latest rating. */
            total?: null | components["schemas"]["Decimal"];
            unallocated: components["schemas"]["Decimal"];
        };
        /** @enum {string} */
        CustomerSort: "code" | "name" | "class" | "total" | "open" | "overdue" | "days_late_max";
        CustomerSums: {
            not_due: components["schemas"]["Decimal"];
            open: components["schemas"]["Decimal"];
            overdue: components["schemas"]["Decimal"];
        };
        /** @enum {string} */
        DateOrder: "ymd" | "mdy" | "dmy";
        /**
         * Format: date
         * @description A calendar day, `YYYY-MM-DD`.
         * @example 2026-10-31
         */
        Day: string;
        /**
         * @description An exact decimal number as text, never a float: money (`"1234.50"`), scores, percentages.
         * @example 1234.50
         */
        Decimal: string;
        DecisionInfo: {
            /** @description What it says, in words. */
            description?: string | null;
            /** @description The expression of a decision without a table. */
            expression?: string | null;
            /** @description How rules are chosen: `UNIQUE`, `FIRST` …; null for an expression. */
            hit_policy?: string | null;
            /** @description The inputs of the table. */
            inputs: string[];
            /** @description The name in the DMN file. */
            name: string;
            /** @description The outputs of the table. */
            outputs: string[];
            /** @description The rules of the table. */
            rules: components["schemas"]["DecisionRule"][];
        };
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
        DemoSignIn: {
            label: components["schemas"]["Text"];
            /** @description The sign-in name. */
            name: string;
            /** @description The password. */
            password: string;
        };
        /** @enum {string} */
        Direction: "asc" | "desc";
        DryRunRequest: {
            recipe: components["schemas"]["Recipe"];
        };
        EntryHit: {
            amount: components["schemas"]["Decimal"];
            /** @description The currency. */
            currency: string;
            /** @description Whose ledger it is in. */
            customer?: null | components["schemas"]["Reference"];
            date: components["schemas"]["Day"];
            /** @description The entry. */
            id: number;
            /** @description `charge`, `invoice`, `receipt` … */
            kind: string;
            kind_label: components["schemas"]["Text"];
            /** @description The number on the paper. */
            number: string;
        };
        EntryReference: {
            /** @description The entry. */
            id: number;
            /** @description The number on the paper. */
            number?: string | null;
        };
        ErrorBody: {
            error: components["schemas"]["ErrorDetail"];
        };
        ErrorDetail: {
            /** @description The code; each has a page in `docs/errors/`. */
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
        Exposure: {
            as_of: components["schemas"]["Day"];
            /** @description By bucket. */
            buckets: components["schemas"]["BucketAmount"][];
            /** @description By currency, in that currency. */
            by_currency: components["schemas"]["CurrencyAmount"][];
            /** @description How many days the latest item is past due. */
            days_late_max?: number | null;
            /** @description How many open items. */
            items: number;
            known_at: components["schemas"]["Instant"];
            not_due: components["schemas"]["Decimal"];
            open: components["schemas"]["Decimal"];
            overdue: components["schemas"]["Decimal"];
            /** @description How many of them are past due. */
            overdue_items: number;
            unallocated: components["schemas"]["Decimal"];
        };
        FieldInfo: {
            /** @description An enumeration's values. */
            choices: components["schemas"]["Choice"][];
            /** @description Whether a record without it is refused. */
            is_required: boolean;
            /** @description The kind of value. */
            kind: string;
            label: components["schemas"]["Text"];
            /** @description The name in files. */
            name: string;
            /** @description The FEEL expression that has to be true; null where there is none. */
            validation?: string | null;
        };
        FieldValue: {
            /** @description The kind of value: `text`, `integer`, `decimal`, `amount`, `date`, `instant`, `boolean`, `enumeration`, `reference`. */
            kind: string;
            label: components["schemas"]["Text"];
            /** @description The field's name. */
            name: string;
            /** @description The value in words, where it differs: an enumeration's label, a referenced record's name. */
            text?: null | components["schemas"]["Text"];
            /** @description The value as text; null where nothing is known. */
            value?: string | null;
        };
        Health: {
            /** @description `ok`. */
            status: string;
            /** @description The program's version. */
            version: string;
        };
        ImportDetail: components["schemas"]["ImportSummary"] & {
            /** @description The periods it declared. */
            coverage: components["schemas"]["CoveredPeriod"][];
            /** @description What it did; null while it is unfinished. */
            report?: null | components["schemas"]["ImportReport"];
        };
        ImportList: {
            /** @description The imports. */
            rows: components["schemas"]["ImportSummary"][];
        };
        ImportProposal: {
            /** @description The columns with samples and reasons. */
            columns: components["schemas"]["ColumnProposal"][];
            /** @description The first lines below the header, 20 at most. */
            first_rows: string[][];
            /** @description What each row would give: `customer`, `charge`, `receipt` … */
            gives: components["schemas"]["Choice"][];
            /** @description The number of the header row. */
            header_row: number;
            /** @description Whether nothing has to be asked. */
            is_complete: boolean;
            /** @description What only a person can say; rows that need an answer are refused without it. */
            questions: components["schemas"]["Question"][];
            recipe: components["schemas"]["Recipe"];
            /** @description The sheet that was looked at. */
            sheet: string;
        };
        ImportReport: {
            /** @description Changed records by kind. */
            changed: components["schemas"]["LabelledCount"][];
            /** @description The periods that are complete from now on. */
            coverage: components["schemas"]["CoveredPeriod"][];
            /** @description New records and ledger entries by kind. */
            created: components["schemas"]["LabelledCount"][];
            /** @description The file's name. */
            file: string;
            /** @description The first business date. */
            first_date?: null | components["schemas"]["Day"];
            /** @description Whether there is a workbook of the rejected rows to download now. */
            has_rejected_workbook: boolean;
            /** @description The number of the header row. */
            header_row: number;
            /** @description The import; null for a dry run. */
            import?: number | null;
            /** @description Whether the file was read to its end. */
            is_complete: boolean;
            /** @description Whether nothing was written. */
            is_dry_run: boolean;
            /** @description Whether an earlier run that was stopped was continued. */
            is_resumed: boolean;
            /** @description The last business date. */
            last_date?: null | components["schemas"]["Day"];
            /** @description The recipe's name. */
            recipe: string;
            /** @description Rejected rows by reason. */
            rejected_by_reason: components["schemas"]["LabelledCount"][];
            /** @description The first rejected rows; all of them are in the workbook. */
            rejected_sample: components["schemas"]["RejectedRow"][];
            /** @description Whether the import says when facts were known. */
            rests_on_asserted: boolean;
            /** @description Rows that came in. */
            rows_accepted: number;
            /** @description Rows that had come in before; nothing was doubled. */
            rows_already_there: number;
            /** @description Rows of data below the header. */
            rows_read: number;
            /** @description Rows that came back. */
            rows_rejected: number;
            /** @description Rows that are no data, by what they are: `total`, `subtotal`, `footer`, `repeated_header`. */
            rows_skipped: {
                [key: string]: number;
            };
            /** @description Its sheet. */
            sheet: string;
            /** @description The totals of the file against its rows. */
            totals: components["schemas"]["TotalCheck"][];
            /** @description Accepted rows that deserve a look, by reason. */
            warnings: components["schemas"]["LabelledCount"][];
        };
        /** @enum {string} */
        ImportState: "unfinished" | "done" | "undone";
        ImportSummary: {
            at: components["schemas"]["Instant"];
            /** @description Who did it. */
            by: string;
            /** @description Whether the caller may undo it now. */
            can_undo: boolean;
            /** @description The file's name. */
            file_name: string;
            /** @description Its id. */
            id: number;
            /** @description The recipe's name. */
            recipe?: string | null;
            /** @description Rows accepted. */
            rows_accepted?: number | null;
            /** @description Rows read. */
            rows_read?: number | null;
            /** @description Rows rejected. */
            rows_rejected?: number | null;
            state: components["schemas"]["ImportState"];
            /** @description Why it was undone. */
            undo_reason?: string | null;
            /** @description When it was undone. */
            undone_at?: null | components["schemas"]["Instant"];
        };
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
        Job: {
            /** @description Whether it can be cancelled now. */
            can_cancel: boolean;
            /** @description How much is done. */
            done: number;
            /** @description Why it failed. */
            error?: null | components["schemas"]["ErrorDetail"];
            /** @description Its id. */
            id: number;
            kind: components["schemas"]["JobKind"];
            /** @description How much per second so far. */
            per_second?: number | null;
            /** @description What came out, by the kind of job. */
            result?: null | components["schemas"]["JobResult"];
            /** @description About how many seconds remain. */
            seconds_remaining?: number | null;
            /** @description What it is at, in words. */
            stage?: null | components["schemas"]["Text"];
            started_at: components["schemas"]["Instant"];
            state: components["schemas"]["JobState"];
            /** @description How much there is; null where that is not known yet. */
            total?: number | null;
        };
        /** @enum {string} */
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
        /** @enum {string} */
        JobState: "running" | "done" | "failed" | "cancelled";
        /** @enum {string} */
        KnownAt: "now" | "business_date" | "column";
        LabelledCount: {
            /** @description How many. */
            count: number;
            label: components["schemas"]["Text"];
            /** @description The name in files and the API. */
            name: string;
        };
        LedgerEntry: {
            amount: components["schemas"]["Decimal"];
            base_amount: components["schemas"]["Decimal"];
            /** @description The charge it is or refers to. */
            charge?: null | components["schemas"]["EntryReference"];
            /** @description Its currency. */
            currency: string;
            date: components["schemas"]["Day"];
            /** @description When the charge it is or refers to falls due. */
            due?: null | components["schemas"]["Day"];
            /** @description Its id. */
            id: number;
            /** @description The import that brought it. */
            import?: number | null;
            /** @description Whether that instant is an import's assertion. */
            is_asserted: boolean;
            /** @description Whether another entry takes it back. */
            is_reversed: boolean;
            /** @description `charge`, `bill`, `confirmation`, `invoice`, `receipt`, `allocation`, `credit_note`, `write_off`, `cost`. */
            kind: string;
            kind_label: components["schemas"]["Text"];
            known_at: components["schemas"]["Instant"];
            /** @description How an allocation was decided: `file`, `reference`, `exact_amount`, `oldest_first`, `manual`. */
            method?: string | null;
            /** @description Free text. */
            note?: string | null;
            /** @description The number on the paper. */
            number?: string | null;
            /** @description The order it belongs to, by its number. */
            order?: string | null;
            /** @description The receipt it is or takes from. */
            receipt?: null | components["schemas"]["EntryReference"];
            /** @description The entry that it takes back. */
            reverses?: number | null;
            text: components["schemas"]["Text"];
        };
        MatrixCell: {
            /** @description How many customers. */
            count: number;
            /** @description The earlier class, or `none`. */
            from: string;
            /** @description The later class, or `none`. */
            to: string;
        };
        MeasureInfo: {
            definition: components["schemas"]["Text"];
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
        MigrationMatrix: {
            /** @description The cells with customers. */
            cells: components["schemas"]["MatrixCell"][];
            /** @description The classes, best first, then `none`: the order of rows and columns. */
            classes: string[];
            from: components["schemas"]["YearMonth"];
            /** @description Whether the earlier month is rated; without it there are no cells. */
            is_compared: boolean;
            to: components["schemas"]["YearMonth"];
        };
        Movements: {
            /** @description Customers whose class became worse. */
            down: number;
            /** @description Those of them that fell two classes or more. */
            down_two_or_more: number;
            from: components["schemas"]["YearMonth"];
            /** @description Customers that had a class and have none. */
            lost: number;
            /** @description Customers that have a class now and had none. */
            new: number;
            /** @description Customers whose class stayed. */
            same: number;
            /** @description Customers whose class became better. */
            up: number;
        };
        NextChange: {
            from: components["schemas"]["Decimal"];
            /** @description The measure. */
            measure: string;
            points: components["schemas"]["Decimal"];
            text: components["schemas"]["Text"];
            to: components["schemas"]["Decimal"];
        };
        NextClass: {
            /** @description The class. */
            class: string;
            points_missing: components["schemas"]["Decimal"];
            total_needed: components["schemas"]["Decimal"];
            /** @description Ways to reach it, each a list of changes that have to come together; empty where nothing that can still happen suffices. */
            ways: components["schemas"]["NextChange"][][];
        };
        OpenItem: {
            amount: components["schemas"]["Decimal"];
            /** @description The bucket's name. */
            bucket: string;
            /** @description The charge. */
            charge: number;
            /** @description Its currency. */
            currency: string;
            /** @description Who owes it. */
            customer?: null | components["schemas"]["Reference"];
            date: components["schemas"]["Day"];
            /** @description How many days past due; zero or negative is not due. */
            days_late: number;
            due: components["schemas"]["Day"];
            /** @description The number on the paper. */
            number?: string | null;
            open: components["schemas"]["Decimal"];
            open_base: components["schemas"]["Decimal"];
        };
        OpenItemPage: {
            as_of: components["schemas"]["Day"];
            known_at: components["schemas"]["Instant"];
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /** @description The items, the latest first. */
            rows: components["schemas"]["OpenItem"][];
        };
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
        Override: {
            at: components["schemas"]["Instant"];
            /** @description Who set it. */
            by: string;
            /** @description The class. */
            class: string;
            from_month: components["schemas"]["YearMonth"];
            /** @description Why. */
            reason: string;
            until_month: components["schemas"]["YearMonth"];
        };
        OverrideRequest: {
            /** @description The class. */
            class: string;
            /** @description Why; kept beside the computed class. */
            reason: string;
            until_month: components["schemas"]["YearMonth"];
        };
        PageHit: {
            label: components["schemas"]["Text"];
            /** @description The path in the web application. */
            path: string;
        };
        PasswordChange: {
            /** @description The new one, 10 characters or more. */
            new_password: string;
            /** @description The present password. */
            old_password: string;
        };
        Permissions: {
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
        Proposal: {
            label: components["schemas"]["Text"];
            /** @description What is proposed, as `pay_before_release`. */
            name: string;
            state: components["schemas"]["ProposalState"];
        };
        ProposalCounts: {
            /** @description Approved. */
            approved: number;
            /** @description Waiting. */
            pending: number;
            /** @description Refused. */
            refused: number;
        };
        ProposalDecision: {
            /** @description Approve, or refuse. */
            approve: boolean;
            /** @description Why. */
            reason: string;
        };
        /** @enum {string} */
        ProposalState: "pending" | "approved" | "refused";
        Question: {
            /** @description The possible answers, where they can be listed. */
            choices: components["schemas"]["Choice"][];
            /** @description The column's header; null where it is about the file. */
            column?: string | null;
            /** @description What it is about: `date_order`, `missing_target`, `nothing_recognised`, `decimal`. */
            kind: string;
            text: components["schemas"]["Text"];
        };
        RatedCustomer: components["schemas"]["CustomerRow"] & {
            /** @description The share of the weights that rests on known measures, in percent. */
            basis_percent: number;
            /** @description What each measure gave. */
            components: components["schemas"]["ComponentSummary"][];
            /** @description The measure whose points changed most against the earlier month, in a sentence. */
            main_reason?: null | components["schemas"]["Text"];
            /** @description Why there is no class. */
            missing: components["schemas"]["Choice"][];
            /** @description The class of the earlier month. */
            previous_class?: string | null;
            /** @description The total of the earlier month. */
            previous_total?: null | components["schemas"]["Decimal"];
        };
        RatedCustomerPage: {
            /** @description Why the list may be empty; null where it is not. */
            empty_because?: null | components["schemas"]["Text"];
            /** @description The earlier month that it is compared with. */
            from_month?: null | components["schemas"]["YearMonth"];
            month: components["schemas"]["YearMonth"];
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /** @description The rows. */
            rows: components["schemas"]["RatedCustomer"][];
            sums: components["schemas"]["CustomerSums"];
            /** @description How many there are in all. */
            total: number;
        };
        RatedMonth: {
            /** @description The edition of the rulebook. */
            edition: string;
            known_at: components["schemas"]["Instant"];
            month: components["schemas"]["YearMonth"];
            /** @description How many have none. */
            not_rated: number;
            /** @description How many have a class. */
            rated: number;
            /** @description The latest run of it. */
            run: number;
            /** @description How many customers were judged. */
            subjects: number;
        };
        RateRequest: {
            /** @description Only what was known at this instant; now unless given. */
            known_at?: null | components["schemas"]["Instant"];
        };
        RateResult: {
            /** @description By class, best first. */
            classes: components["schemas"]["LabelledCount"][];
            /** @description The digest of all ratings: the same month, edition and known-at give the same. */
            digest: string;
            /** @description The edition of the rulebook. */
            edition: string;
            known_at: components["schemas"]["Instant"];
            month: components["schemas"]["YearMonth"];
            /** @description Not rated, by what is missing. */
            not_rated: components["schemas"]["LabelledCount"][];
            /** @description How many have a class. */
            rated: number;
            /** @description The run. */
            run: number;
            /** @description How many customers were judged. */
            subjects: number;
            /** @description How long it took, in milliseconds. */
            took_ms: number;
        };
        RatingComponent: {
            /** @description The value of the month before. */
            compared?: null | components["schemas"]["ComparedValue"];
            definition: components["schemas"]["Text"];
            label: components["schemas"]["Text"];
            /** @description The measure's name. */
            measure: string;
            /** @description Why the value is unknown. */
            missing?: null | components["schemas"]["Text"];
            /** @description What of its window is not covered although it counts as known. */
            partly?: null | components["schemas"]["Text"];
            /** @description Score × weight. */
            points?: null | components["schemas"]["Decimal"];
            /** @description How many entries or records stand behind it. */
            records_count: number;
            /** @description The rule that fired. */
            rule?: null | components["schemas"]["RuleHit"];
            /** @description The 0–100 that a decision gave the value. */
            score?: null | components["schemas"]["Decimal"];
            /** @description What the value was computed from. */
            totals: components["schemas"]["RatingTotal"][];
            /** @description `percent`, `money`, `count`, `months`. */
            unit: string;
            /** @description The value; null where it is unknown. */
            value?: null | components["schemas"]["Decimal"];
            weight: components["schemas"]["Decimal"];
        };
        RatingExplanation: {
            /** @description The share of the weights that rests on known measures, in percent. */
            basis_percent: number;
            /** @description The chapter that holds the rule. */
            chapter: string;
            /** @description The class in force: set by hand, else computed. */
            class?: string | null;
            /** @description The classes, best first, for the scale; the limits stand in the chapter's decision. */
            class_limits: components["schemas"]["ClassLimit"][];
            /** @description The rule that gave the class. */
            class_rule?: null | components["schemas"]["RuleHit"];
            clause: components["schemas"]["Text"];
            /** @description The parts. */
            components: components["schemas"]["RatingComponent"][];
            /** @description The class that the rule gave. */
            computed_class?: string | null;
            customer: components["schemas"]["Reference"];
            /** @description The edition of the rulebook. */
            edition: string;
            known_at: components["schemas"]["Instant"];
            month: components["schemas"]["YearMonth"];
            /** @description What would reach the next class. */
            next?: null | components["schemas"]["NextClass"];
            /** @description The class set by hand. */
            override?: null | components["schemas"]["Override"];
            /** @description What the rule proposes. */
            proposal?: null | components["schemas"]["Proposal"];
            /** @description Whether it rests on known-at times that an import asserted. */
            rests_on_asserted: boolean;
            sentence: components["schemas"]["Text"];
            state: components["schemas"]["RatingState"];
            /** @description The sum of the points. */
            total?: null | components["schemas"]["Decimal"];
        };
        RatingHistory: {
            /** @description The months, newest first. */
            months: components["schemas"]["RatingSummary"][];
        };
        RatingRecord: {
            /** @description The amount in its own currency. */
            amount?: null | components["schemas"]["Decimal"];
            counted: components["schemas"]["Decimal"];
            /** @description Its currency. */
            currency?: string | null;
            /** @description When it happened. */
            date?: null | components["schemas"]["Day"];
            /** @description How many days after the due day it happened; negative is early. */
            days_late?: number | null;
            /** @description When the charge it is or refers to falls due. */
            due?: null | components["schemas"]["Day"];
            /** @description Its id. */
            id: number;
            /** @description The kind of entry, or the record type. */
            kind: string;
            kind_label: components["schemas"]["Text"];
            /** @description The number on the paper. */
            number?: string | null;
            /** @description The total it counts in. */
            total: string;
            why: components["schemas"]["Text"];
        };
        RatingRecordPage: {
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /** @description The records. */
            rows: components["schemas"]["RatingRecord"][];
            /** @description How many there are in all. */
            total: number;
        };
        /** @enum {string} */
        RatingSort: "code" | "name" | "class" | "total" | "change" | "open" | "overdue";
        /** @enum {string} */
        RatingState: "rated" | "not_rated" | "activity" | "internal";
        RatingStructure: {
            as_of: components["schemas"]["Day"];
            /** @description The chapter that holds the rule. */
            chapter: string;
            /** @description The classes, best first. */
            classes: components["schemas"]["ClassCount"][];
            clause: components["schemas"]["Text"];
            /** @description The edition of the rulebook. */
            edition: string;
            known_at: components["schemas"]["Instant"];
            month: components["schemas"]["YearMonth"];
            /** @description Against the month before; null for the first month. */
            movements?: null | components["schemas"]["Movements"];
            /** @description Not rated, by what is missing. */
            not_rated: components["schemas"]["LabelledCount"][];
            /** @description Overrides that hold in this month. */
            overrides: number;
            proposals: components["schemas"]["ProposalCounts"];
            /** @description How many have a class. */
            rated: number;
            /** @description The run. */
            run: number;
            /** @description Customers without a class, by state. */
            states: components["schemas"]["LabelledCount"][];
            /** @description How many customers were judged. */
            subjects: number;
            /** @description The months to this one, oldest first, 13 at most. */
            trend: components["schemas"]["TrendMonth"][];
            /** @description The measures with their weights. */
            weights: components["schemas"]["Weight"][];
        };
        RatingSummary: {
            /** @description The share of the weights that rests on known measures, in percent. */
            basis_percent: number;
            /** @description The class in force: set by hand, else computed. */
            class?: string | null;
            /** @description What each measure gave. */
            components: components["schemas"]["ComponentSummary"][];
            /** @description The class that the rule gave. */
            computed_class?: string | null;
            /** @description The edition of the rulebook. */
            edition: string;
            month: components["schemas"]["YearMonth"];
            /** @description The class set by hand. */
            override?: null | components["schemas"]["Override"];
            /** @description The class in force of the month before. */
            previous_class?: string | null;
            /** @description What the rule proposes. */
            proposal?: null | components["schemas"]["Proposal"];
            state: components["schemas"]["RatingState"];
            /** @description The sum of the points. */
            total?: null | components["schemas"]["Decimal"];
        };
        RatingTotal: {
            /** @description The fact it counts. */
            fact: string;
            /** @description The first day of its window; null where it counts from the beginning. */
            from?: null | components["schemas"]["Day"];
            label: components["schemas"]["Text"];
            /** @description The total's name; ask for its records with it. */
            name: string;
            to: components["schemas"]["Day"];
            /** @description Money as an amount, counts as a whole number; null where unknown. */
            value?: null | components["schemas"]["Decimal"];
        };
        Readiness: {
            /** @description The questions. */
            rows: components["schemas"]["ReadinessRow"][];
        };
        ReadinessRow: {
            answer: components["schemas"]["Answer"];
            /** @description What is missing. */
            missing: components["schemas"]["Text"][];
            /** @description The question's name. */
            name: string;
            question: components["schemas"]["Text"];
            why: components["schemas"]["Text"];
        };
        Recipe: {
            /** @description The columns that are used. */
            column?: components["schemas"]["RecipeColumn"][];
            /** @description Values that every row has, by target: a currency, a branch. */
            constants?: {
                [key: string]: string;
            };
            /** @description For which period the file is complete, by fact: `span`, `months` or `2012-01-01..2013-12-31`. Absence inside is zero, outside unknown. */
            coverage?: {
                [key: string]: string;
            };
            /** @description Values computed from the columns of a row. */
            derived?: components["schemas"]["RecipeDerived"][];
            file?: components["schemas"]["RecipeFile"];
            /** @description What each row gives: record types and kinds of ledger entries; empty: what its columns name. */
            gives?: string[];
            /** @description Keys of records that no column gives, by record type. */
            keys?: {
                [key: string]: string[];
            };
            known_at?: components["schemas"]["KnownAt"];
            /** @description What it is for. */
            label?: null | components["schemas"]["Text"];
            /** @description Its name. A row that came in by a recipe of this name does not come in again by it. */
            name: string;
            /** @description What a unit of a currency is worth in the base currency, where the company's rates are not to be used. */
            rates?: {
                [key: string]: string;
            };
            /** @description What a row's key is made with, where it is not the name. */
            scope?: string | null;
            /** @description Settlement terms for due dates where neither the file nor the customer has any: `days_30`, `月结30天`, `票结`. */
            terms?: string | null;
        };
        RecipeColumn: {
            /** @description The currency of an amount, where columns of several currencies stand side by side. */
            currency?: string | null;
            /** @description The order of dates in it. */
            date_order?: null | components["schemas"]["DateOrder"];
            /** @description The decimal sign, where it is not a point. */
            decimal?: string | null;
            /** @description Its header in the file. */
            from: string;
            /** @description Its name in derived values, where the header cannot be one. */
            name?: string | null;
            /** @description Whether more than four decimals are rounded rather than refused. */
            round?: boolean;
            /** @description What it gives, as `customer.code` or `charge.amount` (see the list of targets); null: nothing by itself. */
            to?: string | null;
            /** @description What one is: 10000 for amounts in 万元. */
            unit?: number | null;
            /** @description To how many digits an id is filled up with leading zeros. */
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
        RecipeDerived: {
            /** @description What it gives. */
            to: string;
            /** @description FEEL over the columns: `Quantity * UnitPrice`. */
            value: string;
        };
        RecipeFile: {
            /** @description The delimiter of a CSV file. */
            delimiter?: string | null;
            /** @description The encoding of a CSV file. */
            encoding?: string | null;
            /** @description The number of the (last) header row. */
            header_row?: number | null;
            /** @description The sheet; the first with a table unless given. */
            sheet?: string | null;
        };
        RecipeList: {
            /** @description The recipes by name. */
            rows: components["schemas"]["SavedRecipe"][];
        };
        RecordTypeInfo: {
            /** @description The fields. */
            fields: components["schemas"]["FieldInfo"][];
            label: components["schemas"]["Text"];
            /** @description The name in files. */
            name: string;
        };
        Reference: {
            /** @description Its key: a customer's code, a branch's code. */
            code: string;
            /** @description The record's id. */
            id: number;
            /** @description Its name. */
            name: string;
        };
        RejectedRow: {
            /** @description The column, where one is to blame. */
            column?: string | null;
            /** @description The reason's name. */
            reason: string;
            /** @description Its line in the file. */
            row: number;
            text: components["schemas"]["Text"];
        };
        Rulebook: {
            /** @description The chapters. */
            chapters: components["schemas"]["ChapterSummary"][];
            /** @description The edition. */
            edition: string;
        };
        RuleHit: {
            /** @description The decision. */
            decision: string;
            /** @description The rule's id in the DMN file. */
            id: string;
            text: components["schemas"]["Text"];
        };
        RunRequest: {
            recipe: components["schemas"]["Recipe"];
            /** @description Save the recipe under this name. */
            save_as?: string | null;
        };
        Salesperson: components["schemas"]["Reference"] & {
            /** @description The person's unit. */
            branch?: number | null;
        };
        SavedRecipe: {
            /** @description Its name. */
            name: string;
            recipe: components["schemas"]["Recipe"];
        };
        /** @enum {string} */
        ScopeKind: "company" | "units" | "own";
        SearchResult: {
            /** @description Customers by code, name or other name. */
            customers: components["schemas"]["CustomerHit"][];
            /** @description Ledger entries by number. */
            entries: components["schemas"]["EntryHit"][];
            /** @description Pages by name. */
            pages: components["schemas"]["PageHit"][];
        };
        Session: {
            company: components["schemas"]["CompanyInfo"];
            user: components["schemas"]["User"];
        };
        Setup: {
            /** @description The sign-ins of the demo company, shown on the sign-in page; empty for a company of one's own. */
            demo_sign_ins: components["schemas"]["DemoSignIn"][];
            /** @description While making: how much is done. */
            done?: number | null;
            /** @description Why it failed. */
            error?: null | components["schemas"]["ErrorDetail"];
            /** @description While making: what is being made. */
            stage?: null | components["schemas"]["Text"];
            state: components["schemas"]["SetupState"];
            /** @description While making: how much there is. */
            total?: number | null;
        };
        /** @enum {string} */
        SetupMode: "demo" | "own";
        SetupRequest: {
            /** @description Own: the currency of the books, `CNY` unless given. */
            base_currency?: string | null;
            /** @description Demo: how many customers, 2,000 unless given. */
            customers?: number | null;
            /** @description Own: the settlement terms of customers without terms of their own, as `monthly:30` or `per_ticket`. */
            default_terms?: string | null;
            mode: components["schemas"]["SetupMode"];
            /** @description Demo: how many months, 36 unless given. */
            months?: number | null;
            /** @description Own: the company's name. */
            name?: string | null;
        };
        SetupResult: {
            /** @description Own: the administrator; shown once, never again. */
            administrator?: null | components["schemas"]["Administrator"];
            state: components["schemas"]["SetupState"];
        };
        /** @enum {string} */
        SetupState: "new" | "making" | "ready" | "failed";
        Sheet: {
            /** @description Whether the proposal is about it. */
            is_chosen: boolean;
            /** @description Its name. */
            name: string;
        };
        SignIn: {
            /** @description The sign-in name. */
            name: string;
            /** @description The password. */
            password: string;
        };
        Target: {
            /** @description Whether a row that gives this needs it. */
            is_required: boolean;
            /** @description The kind of value. */
            kind: string;
            label: components["schemas"]["Text"];
            /** @description As it stands in a recipe: `customer.code`. */
            name: string;
        };
        TargetGroup: {
            label: components["schemas"]["Text"];
            /** @description Its name. */
            name: string;
            /** @description Its targets. */
            targets: components["schemas"]["Target"][];
        };
        Text: {
            /** @description English. */
            en: string;
            /** @description Simplified Chinese. */
            zh: string;
        };
        Timeline: {
            /** @description Send it as `after` for the next page; null at the end. */
            next?: string | null;
            /** @description The entries. */
            rows: components["schemas"]["LedgerEntry"][];
        };
        TotalCheck: {
            /** @description Whether that is the same. */
            agrees: boolean;
            /** @description The column. */
            column: string;
            /** @description The number of the total's row. */
            row: number;
            stated: components["schemas"]["Decimal"];
            sum: components["schemas"]["Decimal"];
        };
        TotalInfo: {
            /** @description `sum(amount)`, `count`, `distinct_months`. */
            aggregate: string;
            /** @description The date column that the window applies to. */
            by: string;
            /** @description The condition in FEEL; null where all rows count. */
            condition?: string | null;
            /** @description The fact. */
            fact: string;
            label: components["schemas"]["Text"];
            /** @description How many months up to and including the month; null for all. */
            months?: number | null;
            /** @description The name in files. */
            name: string;
        };
        TrendMonth: {
            /** @description How many customers by class, in the order of the structure's classes. */
            counts: number[];
            month: components["schemas"]["YearMonth"];
            /** @description How many have no class. */
            without_class: number;
        };
        UndoRequest: {
            /** @description Why. */
            reason: string;
        };
        UndoResult: {
            /** @description How many entries were reversed. */
            entries_reversed: number;
            /** @description The import. */
            import: number;
            /** @description How many records were left as they are, because later data stands on them. */
            records_left: number;
            /** @description How many records went back to the version before. */
            records_restored: number;
            /** @description How many records were withdrawn. */
            records_withdrawn: number;
            /** @description How many rows may come in again. */
            rows_freed: number;
        };
        Upload: {
            /** @description Its size in bytes. */
            bytes: number;
            /** @description The file's name. */
            file_name: string;
            /** @description The saved recipe that fits this file's headers, where there is one. */
            known_recipe?: string | null;
            /** @description What each column seems to be; null where the file is refused. */
            proposal?: null | components["schemas"]["ImportProposal"];
            /** @description Why the file cannot be imported at all, such as an ageing table that is bucketed already. */
            refusal?: null | components["schemas"]["Text"];
            /** @description Its sheets; one for a CSV file. */
            sheets: components["schemas"]["Sheet"][];
            /** @description Its id, for dry run and run; kept for a day. */
            upload: string;
        };
        UploadForm: {
            /**
             * Format: binary
             * @description The file: CSV, CSV.GZ, XLSX or XLS.
             */
            file: string;
            /** @description The sheet to look at; the first with a table unless given. */
            sheet?: string | null;
        };
        User: {
            label: components["schemas"]["Text"];
            may: components["schemas"]["Permissions"];
            /** @description Whether the password is a one-time one, to be changed before anything else. */
            must_change_password: boolean;
            /** @description The sign-in name. */
            name: string;
            /** @description The user's own person record. */
            person?: null | components["schemas"]["Reference"];
            /** @description The role in the rulebook: `administrator`, `finance`, `branch_manager`, `salesperson`. */
            role: string;
            role_label: components["schemas"]["Text"];
            scope: components["schemas"]["UserScope"];
        };
        UserScope: {
            kind: components["schemas"]["ScopeKind"];
            /** @description For units: which. */
            units: components["schemas"]["Reference"][];
        };
        Weight: {
            label: components["schemas"]["Text"];
            /** @description The measure. */
            measure: string;
            weight: components["schemas"]["Decimal"];
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
                /** @description Only this organisation unit (an id); `0` for customers without one. */
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
                /** @description Only this person's customers (an id); `0` for customers without one. */
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
                /** @description Only this organisation unit (an id); `0` for customers without one. */
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
                /** @description Only this person's customers (an id); `0` for customers without one. */
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
                /** @description Only this organisation unit (an id); `0` for customers without one. */
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
                /** @description Only this person's customers (an id); `0` for customers without one. */
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
                /** @description Only this organisation unit (an id); `0` for customers without one. */
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
                /** @description Only this person's customers (an id); `0` for customers without one. */
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
    end_override: {
        parameters: {
            query?: {
                /** @description Why. */
                reason?: string;
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
                /** @description Only customers with a class set by hand. */
                is_overridden?: boolean;
                /** @description What is missing, by the measure's name. */
                missing?: string;
                /** @description `up`, `down`, `same`, `new`, `lost`. */
                movement?: string;
                /** @description `pending`, `approved`, `refused`: only customers with such a proposal. */
                proposal?: string;
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
            /** @description Done */
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
            /** @description Done */
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
}
