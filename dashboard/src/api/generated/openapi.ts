export interface paths {
    readonly "/api/outbound-messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The outbox 发件箱, newest first; of one status those first whose use ends first. */
        readonly get: operations["outboundMessages.list"];
        readonly put?: never;
        /**
         * Asks for a message from a template: the asking is the yes.
         * @description It is scheduled, or suppressed with the reason.
         */
        readonly post: operations["outboundMessages.request"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/outbound-messages/waiting": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Suggested messages 待确认 that wait for the maintainer's yes. */
        readonly get: operations["outboundMessages.waiting"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/outbound-messages/suppressed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What was not sent 已拦截, newest first, each with its reason (C6: what is unsent is listed). */
        readonly get: operations["outboundMessages.suppressed"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/outbound-messages/{messageId}/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The text of a message before it leaves: name masked, segments counted.
         * @description The ETag is what a yes or no takes as If-Match.
         */
        readonly get: operations["outboundMessages.preview"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/outbound-messages/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The text that a template would give for a client. */
        readonly post: operations["outboundMessages.draft"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/outbound-messages/{messageId}/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The maintainer's yes: it leaves on its day, inside the window, or is suppressed with the reason. */
        readonly post: operations["outboundMessages.confirm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/outbound-messages/{messageId}/decline": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The maintainer's no, or taking back a yes before it left. */
        readonly post: operations["outboundMessages.decline"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/templates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All templates: the approved version of each and the draft that waits. */
        readonly get: operations["templates.list"];
        readonly put?: never;
        /**
         * Drafts a new template; it waits for a second person.
         * @description Its id is the id of this command.
         */
        readonly post: operations["templates.draft"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/templates/{templateId}/versions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Drafts another version of a template; the one in use stays until it is approved. */
        readonly post: operations["templates.revise"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/templates/{templateId}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Agrees to a draft that somebody else wrote. */
        readonly post: operations["templates.approve"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/templates/{templateId}/withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes a template out of use. */
        readonly post: operations["templates.withdraw"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/outreach-policies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All versions of the outreach policy, the one in force today, and what waits for a second person. */
        readonly get: operations["outreachPolicies.list"];
        readonly put?: never;
        /** Proposes another window, cap, signature or calendar from a date on; it waits for a second person. */
        readonly post: operations["outreachPolicies.propose"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/outreach-policies/{version}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Agrees to a version that somebody else proposed. */
        readonly post: operations["outreachPolicies.approve"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Alerts 提醒 to the outlet head, the oldest first. */
        readonly get: operations["alerts.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alertId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One alert; the ETag is what acknowledging takes as If-Match. */
        readonly get: operations["alerts.one"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/alerts/{alertId}/acknowledge": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Notes that an alert was seen; it stays until its cause is gone. */
        readonly post: operations["alerts.acknowledge"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/sms-receipts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes a receipt or a reply, signed by the gateway; 404 for a key that is not ours. */
        readonly post: operations["smsReceipts.take"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/sms-receipts/sandbox": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How the sandbox gateway behaves. */
        readonly get: operations["smsReceipts.sandbox"];
        /** Lets the sandbox gateway fail, delay or lose receipts. */
        readonly put: operations["smsReceipts.change"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/sms-receipts/sandbox/messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What the sandbox gateway took, newest first: no phone, no words. */
        readonly get: operations["smsReceipts.messages"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/notifications/views": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The views of this service: version, position, rebuild under way. */
        readonly get: operations["notificationsOperations.status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/notifications/digest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One line per view: its rows and the SHA-256 of them. */
        readonly get: operations["notificationsOperations.digest"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/notifications/drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether everything said was taken in and nothing is due; all services are at rest when each `standing` is the same twice in a row. */
        readonly get: operations["notificationsOperations.drained"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/notifications/read-up-to": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Whether its own facts are said, up to a position, and what was said by anybody is taken in, up to these ends; what is due may be left. */
        readonly post: operations["notificationsOperations.readUpTo"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/notifications/parked": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Parked keys with their failures, by view, reaction or agenda. */
        readonly get: operations["notificationsOperations.parked"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/notifications/parked/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Replays what is parked for a key, in order. */
        readonly post: operations["notificationsOperations.replay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/notifications/parked/drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives up what is parked for a key; the reason is kept for ever. */
        readonly post: operations["notificationsOperations.drop"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/notifications/views/{view}/rebuild": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Rebuilds a view beside the live one, which answers until then. */
        readonly post: operations["notificationsOperations.rebuild"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/gateway/views": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The views of this service: version, position, rebuild under way. */
        readonly get: operations["gatewayOperations.status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/gateway/digest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One line per view: its rows and the SHA-256 of them. */
        readonly get: operations["gatewayOperations.digest"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/gateway/drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether everything said was taken in and nothing is due; all services are at rest when each `standing` is the same twice in a row. */
        readonly get: operations["gatewayOperations.drained"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/gateway/read-up-to": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Whether its own facts are said, up to a position, and what was said by anybody is taken in, up to these ends; what is due may be left. */
        readonly post: operations["gatewayOperations.readUpTo"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/gateway/parked": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Parked keys with their failures, by view, reaction or agenda. */
        readonly get: operations["gatewayOperations.parked"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/gateway/parked/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Replays what is parked for a key, in order. */
        readonly post: operations["gatewayOperations.replay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/gateway/parked/drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives up what is parked for a key; the reason is kept for ever. */
        readonly post: operations["gatewayOperations.drop"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/gateway/views/{view}/rebuild": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Rebuilds a view beside the live one, which answers until then. */
        readonly post: operations["gatewayOperations.rebuild"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who is signed in; 401 when nobody is. */
        readonly get: operations["signIn.session"];
        readonly put?: never;
        /**
         * Signs in with user and password.
         * @description 401 when they do not belong together, 429 after too many wrong ones.
         */
        readonly post: operations["signIn.signIn"];
        /** Signs out; harmless when nobody is signed in. */
        readonly delete: operations["signIn.signOut"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/personas": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The people of the demo branch that may be picked; 404 outside a demo. */
        readonly get: operations["signIn.personas"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/persona": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Signs in as one of them with one click; 404 outside a demo. */
        readonly post: operations["signIn.persona"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/session/setup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The first administrator of a new branch chooses a password, once. */
        readonly post: operations["signIn.setUp"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/demo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far the demo branch is loaded. */
        readonly get: operations["demo.progress"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/demo/clock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Moves the clock of all services: a year of history is replayed through the same code. */
        readonly post: operations["demo.moveClock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/demo/drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether everything said was taken in and nothing is due. */
        readonly get: operations["demo.drained"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/demo/reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Puts the branch back to how it was after its first load. */
        readonly post: operations["demo.reset"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Everybody who may sign in, without what is secret. */
        readonly get: operations["users.list"];
        readonly put?: never;
        /**
         * Lets a member of staff sign in; capitals do not tell two users apart.
         * @description 422 `user.exists`, `user.staff-unknown`.
         */
        readonly post: operations["users.add"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/{userId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One of them; the ETag is what a new password and locking out take as If-Match. */
        readonly get: operations["users.one"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/{userId}/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Gives a user a new password: every session under the old one is over.
         * @description 422 `user.unknown`.
         */
        readonly put: operations["users.setPassword"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users/{userId}/disabled": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Locks somebody out, or lets them in again; sessions that run are over.
         * @description 422 `user.unknown`, `user.last-administrator`.
         */
        readonly put: operations["users.disable"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/facts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The next facts of all streams behind a position, in their order; personal fields are sealed.
         * @description An empty page: no more are there.
         */
        readonly get: operations["facts.page"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/facts/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Takes in facts of another installation, one JSON line each, in their order behind those before.
         * @description 422 `facts.differ` when another one stands in the place of one of them, `facts.not-empty`, `facts.keys-first`.
         */
        readonly post: operations["facts.take"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/facts/import/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** All facts are in: they are said, heard and shown from now on, and what falls due is done again. */
        readonly post: operations["facts.end"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/keys/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The next page of keys and tombstones, sealed with a key that was made from a passphrase. */
        readonly post: operations["keys.page"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/keys/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Takes in a page as it was exported; a tombstone wins over a key on either side.
         * @description 422 `keys.not-opened`, `keys.differ`.
         */
        readonly post: operations["keys.take"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A CSV file of clients (see docs/feed.md), UTF-8 or GB18030.
         * @description Bad lines are named, the rest goes in; the same file again changes nothing.
         */
        readonly post: operations["importClients"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The client list 客户列表: one's own clients, those of the outlet, or all; filtered, sorted by average, number or last change. */
        readonly get: operations["clientList.list"];
        readonly put?: never;
        /**
         * Registers a client of one's own outlet.
         * @description Asked again it only updates the file; 422 `client.with-somebody-else` for one whom a colleague looks after, `client.outlet-unknown`.
         */
        readonly post: operations["clients.register"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The same, found by name, pinyin initials, client number, phone or its last four digits. */
        readonly post: operations["clientList.find"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/potentials": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Potential VIP clients 潜在贵宾客户 by A2a and A2b, those marked last first. */
        readonly get: operations["clientList.potentials"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/{clientId}/file": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Updates parts of the VIP file 贵宾客户个人档案; what is left out stays. */
        readonly patch: operations["clients.update"];
        readonly trace?: never;
    };
    readonly "/api/clients/{clientId}/reveal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Shows personal data unmasked; that it was shown, to whom and why is written down first. */
        readonly post: operations["clients.reveal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/{clientId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One client, masked; unmasked fields are asked for by POST clients/:clientId/reveal.
         * @description Its ETag is what PATCH clients/:clientId/file takes as If-Match.
         */
        readonly get: operations["clientCard.card"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/{clientId}/balance-needed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The balance needed from tomorrow to reach a tier's standard on a date. */
        readonly get: operations["clientCard.needed"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/near-threshold": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Clients who reach or lose a standard within so many days if balances stay, the soonest first. */
        readonly get: operations["clientCard.near"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/{clientId}/potential": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Marks a client as potential by hand, with a reason (A2b). */
        readonly post: operations["standings.mark"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/{clientId}/potential/withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes a mark back that was made by hand. */
        readonly post: operations["standings.withdraw"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/{clientId}/tier/sign": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Signs a client 签约 at the counter (P3, P5); an opportunity at SIGNING does the same by itself. */
        readonly post: operations["standings.sign"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/{clientId}/tier/override-watch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The head ends a watch, with a written reason. */
        readonly post: operations["standings.override"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/{clientId}/standing": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Tier, potential, watch and forecasts; with `asOf`, as they were known then.
         * @description The ETag is what signing, marking and overriding take as If-Match.
         */
        readonly get: operations["standingView.standing"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/{clientId}/why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The facts behind the tier and the average, by id, with the policy version applied. */
        readonly get: operations["standingView.why"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/clients/{clientId}/consents": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What stands, by `<purpose>:<channel>`; the ETag is what a change takes as If-Match. */
        readonly get: operations["consents.standing"];
        readonly put?: never;
        /** Records what the client said about being written to, per purpose and channel. */
        readonly post: operations["consents.change"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tier-policies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All versions, the one in force today, and what waits for a second person. */
        readonly get: operations["tierPolicies.list"];
        readonly put?: never;
        /**
         * Lays new rules before a second person.
         * @description 422 `policy.effective-in-past`, unless re-evaluation is asked for.
         */
        readonly post: operations["tierPolicies.propose"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tier-policies/{proposalId}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Agrees to a proposal of somebody else.
         * @description Where it asks for re-evaluation, everybody is looked at again from now on.
         */
        readonly post: operations["tierPolicies.approve"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/feeds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Takes a feed of any size: CSV or JSON lines, UTF-8 or GB18030 by charset.
         * @description The Idempotency-Key is the feed's id; `last=false` says that more will follow.
         */
        readonly post: operations["feeds.take"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/feeds/{feedId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far it has come, and what became of its lines. */
        readonly get: operations["feeds.status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Goes on with an upload from the byte its status names.
         * @description What was taken already is not taken again.
         */
        readonly patch: operations["feeds.goOn"];
        readonly trace?: never;
    };
    readonly "/api/feeds/{feedId}/rejected": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Rejected lines in order, with field, reason and the original text: for its uploader only, that of core banking's topic for the branch analyst. */
        readonly get: operations["feeds.rejected"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/business-days": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The last closed business date, and those whose closing is under way. */
        readonly get: operations["businessDays.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/business-days/{date}/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Closes a business date and all before it; answers when every client was looked at.
         * @description Closed already: nothing happens.
         */
        readonly post: operations["businessDays.close"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/clients/views": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The views of this service: version, position, rebuild under way. */
        readonly get: operations["clientsOperations.status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/clients/digest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One line per view: its rows and the SHA-256 of them. */
        readonly get: operations["clientsOperations.digest"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/clients/drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether everything said was taken in and nothing is due; all services are at rest when each `standing` is the same twice in a row. */
        readonly get: operations["clientsOperations.drained"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/clients/read-up-to": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Whether its own facts are said, up to a position, and what was said by anybody is taken in, up to these ends; what is due may be left. */
        readonly post: operations["clientsOperations.readUpTo"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/clients/parked": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Parked keys with their failures, by view, reaction or agenda. */
        readonly get: operations["clientsOperations.parked"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/clients/parked/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Replays what is parked for a key, in order. */
        readonly post: operations["clientsOperations.replay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/clients/parked/drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives up what is parked for a key; the reason is kept for ever. */
        readonly post: operations["clientsOperations.drop"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/clients/views/{view}/rebuild": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Rebuilds a view beside the live one, which answers until then. */
        readonly post: operations["clientsOperations.rebuild"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/outlets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All outlets of the branch: codes and names, no client's data. */
        readonly get: operations["outlets.list"];
        readonly put?: never;
        /** Opens an outlet, or gives it another name. */
        readonly post: operations["outlets.open"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/outlets/{outletId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One outlet, with the ETag that another name takes as If-Match. */
        readonly get: operations["outlets.one"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/outlets/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A CSV file `outletId,name`; the same file again changes nothing. */
        readonly post: operations["outlets.import"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/staff": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Staff of one's own outlet, or of the branch. */
        readonly get: operations["staff.list"];
        readonly put?: never;
        /** Lets somebody join the staff with a role and an outlet. */
        readonly post: operations["staff.join"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/staff/{staffId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One member of staff; the ETag is what another post and departing take as If-Match. */
        readonly get: operations["staff.one"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/staff/{staffId}/post": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Another role, outlet or capacity factor from today on. */
        readonly post: operations["staff.change"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/staff/{staffId}/depart": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Leaves the branch today. */
        readonly post: operations["staff.depart"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/staff/import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A CSV file `staffId,name,outletId,role,capacityPercent,joinedOn`; the same file again changes nothing. */
        readonly post: operations["staff.import"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/capacity-policies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All versions of the capacity policy, the one in force today, and what waits for a second person. */
        readonly get: operations["capacity.list"];
        readonly put?: never;
        /** Other numbers from a date on; they wait for a second person. */
        readonly post: operations["capacity.propose"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/capacity-policies/{version}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Agrees to a version that somebody else proposed. */
        readonly post: operations["capacity.approve"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/capacity-policies/{version}/drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Turns a proposed version down. */
        readonly post: operations["capacity.drop"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/assignments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives a client nobody maintains to one maintainer (A1–A9). */
        readonly post: operations["assignments.assign"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/assignments/reassign": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives a maintained client to another maintainer. */
        readonly post: operations["assignments.reassign"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/assignments/allot": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Allots a gold client to a lobby manager or teller by the band of the average (A8). */
        readonly post: operations["assignments.allot"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/assignments/batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Up to 1 000 moves in one book, all or none. */
        readonly post: operations["assignments.batch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/assignments/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The same moves tried without doing them: every refusal, warnings, loads before and after. */
        readonly post: operations["assignments.preview"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/assignments/release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes a client out of a book; nobody maintains them then. */
        readonly post: operations["assignments.release"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/assignments/advisers/attach": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Attaches an adviser 财富顾问 or 理财顾问 beside the maintainer (A5, A6). */
        readonly post: operations["assignments.attach"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/assignments/advisers/detach": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ends the support of an adviser. */
        readonly post: operations["assignments.detach"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/assignments/transfer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Moves a client to another outlet: released here first, admitted there after that. */
        readonly post: operations["assignments.transfer"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/assignments/proposals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Open proposals to re-assign, oldest first. */
        readonly get: operations["assignments.proposals"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/assignments/{clientId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who maintained and advised the client on which days.
         * @description The ETag is that of the outlet's book: what every change here takes as If-Match.
         */
        readonly get: operations["assignments.history"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/books/{staffId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The clients of a member of staff: as maintainer, or as adviser. */
        readonly get: operations["books.book"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/books/{staffId}/why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What the load of a member of staff rests on.
         * @description Clients by what they weigh as, the ratios of the policy version in force, the factor, and the messages behind each client.
         */
        readonly get: operations["books.why"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/load-board": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Everybody's load in an outlet, and staff needed against present 应配/实配 (A9). */
        readonly get: operations["books.board"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/unassigned": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Signed or potential clients whom nobody maintains, longest waiting first. */
        readonly get: operations["books.unassigned"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/allocation/views": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The views of this service: version, position, rebuild under way. */
        readonly get: operations["allocationOperations.status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/allocation/digest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One line per view: its rows and the SHA-256 of them. */
        readonly get: operations["allocationOperations.digest"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/allocation/drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether everything said was taken in and nothing is due; all services are at rest when each `standing` is the same twice in a row. */
        readonly get: operations["allocationOperations.drained"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/allocation/read-up-to": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Whether its own facts are said, up to a position, and what was said by anybody is taken in, up to these ends; what is due may be left. */
        readonly post: operations["allocationOperations.readUpTo"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/allocation/parked": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Parked keys with their failures, by view, reaction or agenda. */
        readonly get: operations["allocationOperations.parked"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/allocation/parked/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Replays what is parked for a key, in order. */
        readonly post: operations["allocationOperations.replay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/allocation/parked/drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives up what is parked for a key; the reason is kept for ever. */
        readonly post: operations["allocationOperations.drop"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/allocation/views/{view}/rebuild": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Rebuilds a view beside the live one, which answers until then. */
        readonly post: operations["allocationOperations.rebuild"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/opportunities/open/{clientId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The open opportunity of a client; 404 when there is none. */
        readonly get: operations["opportunity.openOf"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/opportunities/{opportunityId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One opportunity as the progress table shows it.
         * @description Its ETag is what every change takes as If-Match.
         */
        readonly get: operations["opportunity.one"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/opportunities/{opportunityId}/why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Ids of the messages behind what the progress table shows of it. */
        readonly get: operations["opportunity.why"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/opportunities/{opportunityId}/advance": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Moves an opportunity to another stage (P1–P5).
         * @description 422 `opportunity.report-missing`, `opportunity.file-incomplete` (details `missing`), `opportunity.reason-missing`.
         */
        readonly post: operations["opportunity.advance"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/opportunities/{opportunityId}/hold": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Puts an opportunity on hold, with a reason. */
        readonly post: operations["opportunity.hold"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/opportunities/{opportunityId}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Goes on with an opportunity that was on hold. */
        readonly post: operations["opportunity.resume"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/opportunities/{opportunityId}/next-step": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Plans the next step of the invitation plan (P1). */
        readonly post: operations["opportunity.nextStep"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/opportunities/{opportunityId}/terminate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ends the follow-up when the client declines (P4). */
        readonly post: operations["opportunity.terminate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/opportunities/{opportunityId}/reopen": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Takes up an opportunity again that was ended.
         * @description 422 `opportunity.cool-off` while the client's wish holds.
         */
        readonly post: operations["opportunity.reopen"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/progress-table": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Opportunities of the scope by stage, longest at their stage first. */
        readonly get: operations["progressTable.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/progress-table/counts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How many opportunities stand at which stage: one's own, one manager's, or one outlet's. */
        readonly get: operations["progressTable.counts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/contacts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Contacts of a client that duties count or may count, newest first; without their text. */
        readonly get: operations["contact.ofClient"];
        readonly put?: never;
        /**
         * Logs a contact, with its short report if there is one.
         * @description The id is that of the command: asking again answers the first outcome.
         */
        readonly post: operations["contact.log"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/contacts/{contactId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One contact of those who may put it right, without its text; the ETag is what correcting, withdrawing and reporting take as If-Match. */
        readonly get: operations["contact.one"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/contacts/{contactId}/correct": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The client stays; everything else may be put right, with a reason. */
        readonly post: operations["contact.correct"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/contacts/{contactId}/withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Withdraws a contact that was logged by mistake, with a reason. */
        readonly post: operations["contact.withdraw"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/contacts/{contactId}/report": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Hands in the report after a reached contact (D6). */
        readonly post: operations["contact.report"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/duties/due": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The due list of oneself, or of a member of staff of the scope: most pressing first, each row says why. */
        readonly get: operations["dueList.due"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/duties/clients/{clientId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every duty of one client that runs today, fulfilled ones too. */
        readonly get: operations["dueList.ofClient"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/duties/clients/{clientId}/why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Ids of the messages and contacts that a client's duties rest on, and the policy versions. */
        readonly get: operations["dueList.why"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/compliance/staff": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The running periods and the 13-week strip: one's own line, or everybody's of the outlet with their sum. */
        readonly get: operations["compliance.staff"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/compliance/outlets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The running periods by outlet: sums over its people, and how many managers have reached this week's target. */
        readonly get: operations["compliance.outlets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/compliance/clients": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Clients of a member of staff and how they stand in the running periods. */
        readonly get: operations["compliance.clients"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/compliance/periods": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Verdicts on closed periods by rule: of a member of staff or an outlet of the scope. */
        readonly get: operations["compliance.periods"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/compliance/clients/{clientId}/periods": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Closed periods of one client, newest last. */
        readonly get: operations["compliance.ofClient"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/compliance/clients/{clientId}/why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What each verdict rests on: the contacts that counted, what they were worth, the policy version. */
        readonly get: operations["compliance.why"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/cadence-policies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Every version in force or to come, the proposal, and what a reader should stumble over (`TierInversion`). */
        readonly get: operations["cadencePolicy.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/cadence-policies/propose": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Proposes other contact rules; they wait for a second person. */
        readonly post: operations["cadencePolicy.propose"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/cadence-policies/{version}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Agrees to rules that somebody else proposed.
         * @description Maker ≠ checker: 422 `cadence-policy.maker-is-checker`.
         */
        readonly post: operations["cadencePolicy.approve"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/cadence-policies/{version}/reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Turns proposed rules down; their version number is used up. */
        readonly post: operations["cadencePolicy.reject"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/waivers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What was waived for a client, by whom and why, newest first; the ETag is what a waiver takes as If-Match. */
        readonly get: operations["waiveDuty.standing"];
        readonly put?: never;
        /**
         * Waives a duty of a client for a month or spell, with a reason (C9).
         * @description 422 `waiver.not-allowed` for C1 and C2.
         */
        readonly post: operations["waiveDuty.waive"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/leaves": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The standing leaves of a member of staff; the ETag is what taking and cancelling take as If-Match. */
        readonly get: operations["takeLeave.standing"];
        readonly put?: never;
        /**
         * Notes a leave 休假 of a member of staff.
         * @description The leave's id is that of the command.
         */
        readonly post: operations["takeLeave.take"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/leaves/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Takes a noted leave back. */
        readonly post: operations["takeLeave.cancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/daily-plans/today": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Today's plan: what stands in it, then who is due and not in it yet, and what is done.
         * @description The ETag is what every change takes as If-Match.
         */
        readonly get: operations["dailyPlan.today"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/daily-plans/today/propose": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Writes today's proposal down. */
        readonly post: operations["dailyPlan.propose"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/daily-plans/today/items/{clientId}/keep": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Keeps a proposed client, or adds another one of the scope. */
        readonly post: operations["dailyPlan.keep"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/daily-plans/today/items/{clientId}/drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Leaves a client out of today's plan, with a reason; 404 for one neither in it nor of the scope. */
        readonly post: operations["dailyPlan.drop"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/daily-plans/today/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Confirms the day; who is due and was not dropped is in the plan. */
        readonly post: operations["dailyPlan.confirm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/engagement/views": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The views of this service: version, position, rebuild under way. */
        readonly get: operations["engagementOperations.status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/engagement/digest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One line per view: its rows and the SHA-256 of them. */
        readonly get: operations["engagementOperations.digest"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/engagement/drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether everything said was taken in and nothing is due; all services are at rest when each `standing` is the same twice in a row. */
        readonly get: operations["engagementOperations.drained"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/engagement/read-up-to": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Whether its own facts are said, up to a position, and what was said by anybody is taken in, up to these ends; what is due may be left. */
        readonly post: operations["engagementOperations.readUpTo"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/engagement/parked": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Parked keys with their failures, by view, reaction or agenda. */
        readonly get: operations["engagementOperations.parked"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/engagement/parked/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Replays what is parked for a key, in order. */
        readonly post: operations["engagementOperations.replay"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/engagement/parked/drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Gives up what is parked for a key; the reason is kept for ever. */
        readonly post: operations["engagementOperations.drop"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/internal/engagement/views/{view}/rebuild": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Rebuilds a view beside the live one, which answers until then. */
        readonly post: operations["engagementOperations.rebuild"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly MessageDraftRequest: {
            /** Format: uuid */
            readonly clientId: string;
            /** Format: uuid */
            readonly templateId: string;
            readonly values?: Record<string, unknown>;
        };
        readonly MessageRequest: {
            /** @description The day it is to leave; today when absent. */
            readonly on?: string;
            /** @description The client’s own holding a service message is about. */
            readonly holding?: string;
            /** Format: uuid */
            readonly clientId: string;
            /** Format: uuid */
            readonly templateId: string;
            readonly values?: Record<string, unknown>;
        };
        readonly DeclineRequest: {
            readonly reason: string;
        };
        readonly TemplateRequest: {
            readonly name: string;
            readonly kind: components["schemas"]["MessageKind"];
            /** @description What it is for: birthday, maturity, … */
            readonly occasion?: string;
            readonly text: string;
            /** @description Variables of the text besides clientName, managerName and outletName. */
            readonly variables?: readonly string[];
        };
        readonly ApproveTemplateRequest: {
            /** @description The version that was read. */
            readonly version: number;
        };
        readonly ProposeOutreachRequest: {
            readonly effectiveFrom: string;
            readonly terms: components["schemas"]["OutreachTerms"];
        };
        readonly SmsReportRequest: {
            /**
             * Format: uuid
             * @description The key it was sent under.
             */
            readonly key: string;
            /** @enum {string} */
            readonly outcome: "delivered" | "failed" | "reply";
            /** @description Why it failed. */
            readonly reasonCode?: string;
            /** @description What the client answered. */
            readonly text?: string;
            readonly at: string;
        };
        readonly SandboxRequest: {
            readonly sending: components["schemas"]["SandboxSending"];
            readonly receipts: components["schemas"]["SandboxReceipts"];
            readonly receiptDelaySeconds: number;
        };
        readonly ReadUpToRequest: {
            readonly position?: string;
            readonly ends?: readonly components["schemas"]["EndRequest"][];
        };
        readonly ParkedKeyRequest: {
            readonly consumer: string;
            readonly key: string;
        };
        readonly DropRequest: {
            readonly reason: string;
            readonly count?: number;
            readonly consumer: string;
            readonly key: string;
        };
        readonly SignInRequest: {
            readonly userId: string;
            readonly password: string;
        };
        readonly PersonaRequest: {
            /** @description A member of staff of the demo branch. */
            readonly staffId: string;
        };
        readonly SetUpRequest: {
            /** @description The token of the one-time link. */
            readonly token: string;
            readonly userId: string;
            readonly password: string;
        };
        readonly MoveClockRequest: {
            /** @description Instant at which the clock stands (ISO 8601, UTC); absent: real time again. */
            readonly standAt?: string;
        };
        readonly AddUserRequest: {
            /** @description Capitals do not tell two users apart. */
            readonly userId: string;
            /** @description Member of staff; role and outlet follow the staff list. */
            readonly staffId: string;
            readonly password: string;
        };
        readonly PasswordRequest: {
            readonly password: string;
        };
        readonly DisabledRequest: {
            readonly disabled: boolean;
        };
        readonly ExportKeysRequest: {
            /** @description What the page before gave as `next`. */
            readonly after?: string;
            /** @description Key made from a passphrase, 32 bytes in base64url. It is not kept. */
            readonly wrappingKey: string;
            readonly page: number;
        };
        readonly ImportKeysRequest: {
            /** @description A page as it was exported. */
            readonly sealed: string;
            /** @description Key made from a passphrase, 32 bytes in base64url. It is not kept. */
            readonly wrappingKey: string;
            readonly page: number;
        };
        readonly SearchClientsRequest: {
            readonly text?: string;
            /**
             * @description Rows of one page.
             * @default 50
             */
            readonly limit?: number;
            /** @description Cursor `next` of the page before. */
            readonly after?: string;
            readonly tier?: components["schemas"]["Tier"];
            readonly band?: components["schemas"]["AverageBand"];
            readonly outletId?: string;
            readonly potential?: components["schemas"]["PotentialBasis"];
            readonly watched?: boolean;
            readonly established?: boolean;
            readonly sort?: components["schemas"]["ClientSort"];
        };
        readonly RegisterClientRequest: {
            readonly clientNo: string;
            readonly outletId: string;
            readonly signed?: components["schemas"]["SignedBody"];
            /**
             * Format: int64
             * @description Annual daily average of the older records. In fen (1/100 yuan).
             */
            readonly openingAverageFen?: number;
            readonly name?: string;
            readonly phone?: string;
            readonly idNumber?: string;
            readonly birthday?: components["schemas"]["ImportantDayBody"];
            readonly occupation?: components["schemas"]["Occupation"];
            readonly orientation?: components["schemas"]["Orientation"];
            readonly preferredChannel?: components["schemas"]["Channel"];
        };
        readonly UpdateFileRequest: {
            readonly name?: string;
            readonly phone?: string;
            readonly idNumber?: string;
            readonly birthday?: components["schemas"]["ImportantDayBody"];
            readonly occupation?: components["schemas"]["Occupation"];
            readonly orientation?: components["schemas"]["Orientation"];
            readonly preferredChannel?: components["schemas"]["Channel"];
        };
        readonly RevealRequest: {
            readonly purpose: string;
            readonly fields: readonly ("name" | "phone" | "idNumber" | "birthday")[];
        };
        readonly MarkPotentialRequest: {
            readonly targetTier: components["schemas"]["Tier"];
            readonly reason: string;
        };
        readonly WithdrawPotentialRequest: {
            /** @enum {string} */
            readonly reasonCode: "misjudged" | "circumstances-changed" | "other";
        };
        readonly SignTierRequest: {
            readonly to: components["schemas"]["Tier"];
        };
        readonly OverrideWatchRequest: {
            readonly reason: string;
        };
        readonly ChangeConsentRequest: {
            readonly changes: readonly components["schemas"]["ConsentBody"][];
        };
        readonly ProposePolicyRequest: {
            readonly rules: components["schemas"]["TierRulesBody"];
            readonly effectiveFrom: string;
            readonly reevaluate?: boolean;
        };
        readonly OpenOutletRequest: {
            readonly outletId: string;
            readonly name: string;
        };
        readonly JoinStaffRequest: {
            readonly staffId: string;
            readonly name: string;
            readonly joinedOn: string;
            readonly outletId?: string;
            readonly role: components["schemas"]["StaffRole"];
            readonly capacityPercent?: number;
        };
        readonly PostRequest: {
            readonly outletId?: string;
            readonly role: components["schemas"]["StaffRole"];
            readonly capacityPercent?: number;
        };
        readonly ProposeCapacityRequest: {
            readonly effectiveFrom: string;
            readonly terms: components["schemas"]["CapacityNumbers"];
        };
        readonly MoveRequest: {
            /** Format: uuid */
            readonly clientId: string;
            readonly staffId: string;
            /** @description The head’s written reason to go above load 1.00 (A9). About the book: no client names. */
            readonly reason?: string;
        };
        readonly MovesRequest: {
            readonly moves: readonly components["schemas"]["MoveRequest"][];
        };
        readonly ReleaseRequest: {
            /** Format: uuid */
            readonly clientId: string;
            readonly reasonCode?: string;
        };
        readonly AdviserRequest: {
            /** Format: uuid */
            readonly clientId: string;
            readonly staffId: string;
        };
        readonly TransferRequest: {
            /** Format: uuid */
            readonly clientId: string;
            readonly toOutletId: string;
        };
        readonly AdvanceOpportunityRequest: {
            readonly to: components["schemas"]["SigningStage"];
            /** @description Needed for a step back. */
            readonly reason?: string;
        };
        readonly ReasonRequest: {
            readonly reason: string;
        };
        readonly NextStepRequest: {
            /** @description Null takes the plan back. */
            readonly on: string | null;
            readonly note?: string;
        };
        readonly TerminateOpportunityRequest: {
            readonly reasonCode: components["schemas"]["TerminationReason"];
            /** @description Needed for `other`. */
            readonly reason?: string;
        };
        readonly ReportRequest: {
            /** @description 客户需求 */
            readonly needs?: string;
            /** @description 对贵宾服务的反馈 */
            readonly feedback?: string;
            /** @description 谈及产品 */
            readonly products?: string;
            /** @description 异议 */
            readonly objections?: string;
            /** @description 小结 */
            readonly summary?: string;
        };
        readonly LogContactRequest: {
            /** Format: uuid */
            readonly clientId: string;
            readonly channel: components["schemas"]["Channel"];
            readonly direction: components["schemas"]["Direction"];
            /** @description Two-way: the client was reached. */
            readonly reached: boolean;
            /** @description When it happened; it counts then, however late it is logged (C9). */
            readonly contactAt: string;
            readonly purpose: components["schemas"]["ContactPurpose"];
            readonly report?: components["schemas"]["ReportRequest"];
            /** @description 通话或面谈分钟数 */
            readonly durationMinutes?: number;
            readonly outcome?: components["schemas"]["ContactOutcome"];
            readonly nextStepOn?: string;
            /** @description 下一步 */
            readonly nextStep?: string;
            /** @description 备注 */
            readonly note?: string;
            /**
             * Format: uuid
             * @description The opportunity it was about.
             */
            readonly opportunityId?: string;
        };
        readonly CorrectContactRequest: {
            readonly reason: string;
            readonly channel?: components["schemas"]["Channel"];
            readonly reached?: boolean;
            readonly contactAt?: string;
            readonly purpose?: components["schemas"]["ContactPurpose"];
            /** @description 通话或面谈分钟数 */
            readonly durationMinutes?: number;
            readonly outcome?: components["schemas"]["ContactOutcome"];
            readonly nextStepOn?: string;
            /** @description 下一步 */
            readonly nextStep?: string;
            /** @description 备注 */
            readonly note?: string;
            /**
             * Format: uuid
             * @description The opportunity it was about.
             */
            readonly opportunityId?: string;
        };
        readonly WithdrawContactRequest: {
            readonly reason: string;
        };
        readonly SubmitReportRequest: {
            /**
             * Format: uuid
             * @description The opportunity it is about, where the contact did not say.
             */
            readonly opportunityId?: string;
            /** @description 客户需求 */
            readonly needs?: string;
            /** @description 对贵宾服务的反馈 */
            readonly feedback?: string;
            /** @description 谈及产品 */
            readonly products?: string;
            /** @description 异议 */
            readonly objections?: string;
            /** @description 小结 */
            readonly summary?: string;
        };
        readonly MonthlyCreditsRequest: {
            readonly gold?: number;
            readonly platinum: number;
            readonly diamond: number;
            readonly privateBank?: number;
        };
        readonly CreditsRequest: {
            readonly phone: number;
            readonly meeting: number;
        };
        readonly TierWeightsRequest: {
            readonly potential: number;
            readonly gold: number;
            readonly platinum: number;
            readonly diamond: number;
            readonly privateBank: number;
        };
        readonly ProposeCadencePolicyRequest: {
            readonly effectiveFrom: string;
            readonly weeklyClients: number;
            readonly quarterlyContacts: number;
            readonly monthlyCredits: components["schemas"]["MonthlyCreditsRequest"];
            readonly credits: components["schemas"]["CreditsRequest"];
            readonly goldInactiveDays: number;
            readonly goldSuggestionsPerDay: number;
            readonly firstContactDays: number;
            readonly atRiskPercent: number;
            readonly reportHours: number;
            readonly logWithinDays: number;
            readonly tierWeights: components["schemas"]["TierWeightsRequest"];
        };
        readonly WaiveDutyRequest: {
            /** Format: uuid */
            readonly clientId: string;
            /**
             * @description C3, C4 or C5; C1 and C2 are refused.
             * @enum {string}
             */
            readonly rule: "C1" | "C2" | "C3" | "C4" | "C5";
            readonly period: string;
            readonly reason: string;
        };
        readonly TakeLeaveRequest: {
            readonly staffId: string;
            readonly from: string;
            /** @description Last day. */
            readonly to: string;
        };
        readonly CancelLeaveRequest: {
            readonly staffId: string;
            /** Format: uuid */
            readonly leaveId: string;
        };
        readonly DropPlanItemRequest: {
            readonly reasonCode: components["schemas"]["DropReason"];
            /** @description Needed for `other`. */
            readonly note?: string;
        };
        readonly OutreachTerms: {
            readonly window: components["schemas"]["OutreachWindow"];
            readonly marketingCap: components["schemas"]["MarketingCap"];
            readonly signature: string;
            readonly optOutHint: string;
            readonly optOutWords: readonly string[];
            readonly productWords: readonly unknown[];
            readonly birthdayLeadDays: number;
            readonly birthdayHour: number;
            readonly unassignedWorkdays: number;
            readonly calendar: components["schemas"]["WorkCalendar"];
            readonly receiptMinutes: number;
        };
        readonly OutreachWindow: {
            readonly fromHour: number;
            readonly toHour: number;
            readonly kinds: readonly components["schemas"]["MessageKind"][];
        };
        readonly MarketingCap: {
            readonly messages: number;
            readonly days: number;
        };
        readonly WorkCalendar: {
            readonly off: readonly string[];
            readonly work: readonly string[];
        };
        readonly EndRequest: {
            readonly topic: string;
            readonly partition: number;
            readonly end: string;
        };
        readonly SignedBody: {
            readonly tier: components["schemas"]["Tier"];
            readonly signedOn: string;
        };
        readonly ImportantDayBody: {
            readonly calendar: components["schemas"]["Calendar"];
            readonly month: number;
            readonly day: number;
            readonly leapMonth?: boolean;
            readonly year?: number;
        };
        readonly ConsentBody: {
            readonly purpose: components["schemas"]["ConsentPurpose"];
            readonly channel: components["schemas"]["Channel"];
            readonly state: components["schemas"]["ConsentState"];
        };
        readonly TierRulesBody: {
            readonly thresholdsFen: components["schemas"]["ThresholdsBody"];
            readonly window: components["schemas"]["AverageWindow"];
            readonly watchMonths: components["schemas"]["WatchMonthsBody"];
            readonly largeMovement: components["schemas"]["LargeMovementBody"];
            readonly coolOffDays: number;
            readonly forecastDays: number;
        };
        readonly ThresholdsBody: {
            readonly gold: number;
            readonly platinum: number;
            readonly diamond: number;
            readonly privateBank: number;
        };
        readonly WatchMonthsBody: {
            readonly gold: number;
            readonly platinum: number;
            readonly diamond: number;
            readonly privateBank: number;
        };
        readonly LargeMovementBody: {
            readonly amountFen: number;
            readonly percent: number;
        };
        readonly CapacityNumbers: {
            readonly maintainers: readonly components["schemas"]["RoleCapacity"][];
            readonly potentialClients: number;
            readonly advisers: readonly components["schemas"]["RoleCapacity"][];
            readonly bands: readonly components["schemas"]["RoleBand"][];
        };
        readonly RoleCapacity: {
            readonly role: components["schemas"]["StaffRole"];
            readonly tier: components["schemas"]["Tier"];
            readonly clients: number;
        };
        readonly RoleBand: {
            readonly role: components["schemas"]["StaffRole"];
            readonly band: components["schemas"]["AverageBand"];
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly OutboxItemPage: {
            readonly items: readonly components["schemas"]["OutboxItem"][];
            readonly next?: string;
        };
        /** @description What a command answers: whose stream, where it now stands, and the position a reader may wait for. */
        readonly CommandAnswer: {
            /** @description Id of what was changed or made. */
            readonly id: string;
            /** @description Revision afterwards; also the ETag. -1: nothing was ever written. */
            readonly revision: number;
            /** @description Position of the last fact written; absent when things were already so. */
            readonly position?: string;
        };
        readonly Preview: {
            readonly text: string;
            readonly segments: number;
            readonly kind: string;
        };
        readonly TemplateAnswer: {
            /** Format: uuid */
            readonly templateId: string;
            readonly approved: components["schemas"]["Template"] | null;
            readonly draft: components["schemas"]["Draft"] | null;
        };
        /** @description The versions of the outreach policy; `inForce`: today's. */
        readonly OutreachPoliciesAnswer: {
            readonly inForce: number;
            readonly adopted: readonly components["schemas"]["OutreachVersion"][];
            readonly proposed: readonly components["schemas"]["ProposedOutreach"][];
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly AlertItemPage: {
            readonly items: readonly components["schemas"]["AlertItem"][];
            readonly next?: string;
        };
        readonly AlertRow: {
            /** Format: uuid */
            readonly alertId: string;
            /** Format: uuid */
            readonly clientId: string;
            readonly outletId: string;
            readonly reasonCode: string;
            /** Format: date-time */
            readonly raisedAt: string;
            readonly status: components["schemas"]["AlertStatus"];
            readonly acknowledgedBy: string | null;
            /** Format: date-time */
            readonly endedAt: string | null;
        };
        /** @description How the sandbox gateway behaves: everything that a real one does on bad days. */
        readonly SandboxSettings: {
            readonly sending: components["schemas"]["SandboxSending"];
            readonly receipts: components["schemas"]["SandboxReceipts"];
            /** @description Seconds between taking a text and its receipt. */
            readonly receiptDelaySeconds: number;
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly SandboxItemPage: {
            readonly items: readonly components["schemas"]["SandboxItem"][];
            readonly next?: string;
        };
        /** @description How a consumer (a build of a view or agenda, a reaction) stands; `made` of `toMake` messages while it catches up. */
        readonly ViewStatus: {
            /** @description `<service>.<view>.v<n>` or `<service>.<reaction>`. */
            readonly view: string;
            /** @description It has caught up and hears with the others. */
            readonly live: boolean;
            readonly applied: number;
            readonly parkedKeys: number;
            readonly parked: number;
            /** @description Messages that the service has not taken in yet. */
            readonly lag?: number;
            readonly made?: number;
            readonly toMake?: number;
        };
        readonly DigestLine: {
            readonly view: string;
            readonly rows: number;
            readonly sha256: string;
        };
        readonly ReadAnswer: {
            /** @description Nothing is left to say and nothing to hear, as it is now; then whatever was asked for is said and heard. */
            readonly atRest: boolean;
            readonly said: boolean;
            readonly heard: boolean;
            /** @description Where the topics that it hears end now. */
            readonly ends: readonly components["schemas"]["End"][];
        };
        readonly ParkedPage: {
            readonly keys: readonly components["schemas"]["ParkedLine"][];
            readonly next?: string;
        };
        /** @description Who is signed in, for the page to greet and to draw the menu by. */
        readonly SessionAnswer: {
            readonly userId: string;
            readonly staffId: string;
            readonly name: string;
            readonly role: components["schemas"]["StaffRole"];
            readonly outletId?: string;
            /** @description What the role may do. */
            readonly permissions: readonly string[];
            /** @description True in a demo data folder: the data is made up. */
            readonly demo: boolean;
            /**
             * Format: date-time
             * @description The clock of the services, ISO 8601 in UTC.
             */
            readonly now: string;
        };
        /** @description Somebody of the demo branch who may be picked. */
        readonly PersonaAnswer: {
            readonly staffId: string;
            readonly name: string;
            readonly role: components["schemas"]["StaffRole"];
            readonly outletId?: string;
            readonly outletName?: string;
        };
        /** @description How far the demo branch is loaded. */
        readonly DemoProgress: {
            /** @enum {string} */
            readonly state: "failed" | "loading" | "ready";
            /** @description Business dates replayed, of all there are. */
            readonly days: number;
            readonly of: number;
        };
        readonly UsersAnswer: {
            readonly items: readonly components["schemas"]["UserAnswer"][];
        };
        /** @description Somebody who may sign in. */
        readonly UserAnswer: {
            readonly userId: string;
            readonly staffId: string;
            readonly disabled: boolean;
            /** Format: date-time */
            readonly createdAt: string;
            readonly administrator?: boolean;
        };
        readonly FactsPage: {
            /**
             * Format: date-time
             * @description The clock here when the page was read.
             */
            readonly now: string;
            readonly facts: readonly components["schemas"]["FactAt"][];
        };
        /** @description Facts that were not there are written, the others are compared. */
        readonly FactsTaken: {
            readonly position: string | null;
            readonly written: number;
            readonly there: number;
        };
        readonly SealedKeys: {
            readonly sealed: string;
            readonly subjects: number;
            readonly tombstones: number;
            /** @description What to ask on with; absent: this was the last page. */
            readonly next?: string;
        };
        readonly TakenKeys: {
            readonly subjects: number;
            readonly tombstones: number;
            readonly last: boolean;
        };
        /** @description What an import came to: lines that changed something, lines that were so already, and lines that could not be taken. */
        readonly ImportReport: {
            readonly accepted: number;
            readonly duplicate: number;
            readonly rejected: readonly components["schemas"]["WordedLine"][];
        };
        /** @description A page of clients. `total`: how many the whole list has; on its first page, and not where it is `capped`. */
        readonly ClientPage: {
            readonly items: readonly components["schemas"]["ListedClient"][];
            readonly next?: string;
            readonly total?: number;
            /**
             * @description More clients are found by the text than are looked through: some are on no page.
             * @enum {boolean}
             */
            readonly capped?: true;
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly ListedClientPage: {
            readonly items: readonly components["schemas"]["ListedClient"][];
            readonly next?: string;
        };
        /** @description Unmasked fields by name; null where nothing is known or the person was erased. */
        readonly Revealed: {
            readonly name?: string | null;
            readonly phone?: string | null;
            readonly birthday?: components["schemas"]["ImportantDay"] | null;
            readonly idNumber?: string | null;
        };
        /** @description 客户卡片: one client, masked, with average and balances. */
        readonly ClientCard: {
            /** Format: uuid */
            readonly clientId: string;
            readonly name: string | null;
            readonly phone: string | null;
            readonly outletId?: string;
            readonly erased: boolean;
            readonly clientNo?: string;
            /** Format: date */
            readonly registeredOn?: string;
            readonly tier: components["schemas"]["Tier"] | null;
            readonly since: string | null;
            readonly potential: {
                readonly basis: components["schemas"]["PotentialBasis"];
                readonly targetTier: components["schemas"]["Tier"];
                /** Format: date */
                readonly markedOn: string;
            } | null;
            /** Format: date */
            readonly coolOffUntil: string | null;
            readonly watchSince: string | null;
            readonly watched: boolean;
            /** @description 已确立服务关系: a tier is signed. */
            readonly established: boolean;
            readonly band: components["schemas"]["AverageBand"] | null;
            /** @description `<tier>:<direction>` → date on which the average crosses, if balances stay. */
            readonly crossings: {
                readonly [key: string]: string;
            };
            /**
             * Format: int64
             * @description End-of-day total in fen of the newest known business date.
             */
            readonly totalFen: number | null;
            /** Format: date */
            readonly totalAsOf: string | null;
            readonly largeMovement: {
                /** Format: date */
                readonly businessDate: string;
                /**
                 * Format: int64
                 * @description In fen (1/100 yuan).
                 */
                readonly deltaFen: number;
            } | null;
            /** Format: date */
            readonly visitedOn: string | null;
            readonly occupation: components["schemas"]["Occupation"] | null;
            readonly orientation: components["schemas"]["Orientation"] | null;
            readonly preferredChannel: components["schemas"]["Channel"] | null;
            readonly birthday: boolean;
            readonly minimumMissing: readonly components["schemas"]["FilePart"][];
            readonly consents: {
                readonly [key: string]: components["schemas"]["ConsentState"];
            };
            readonly maintainer: {
                readonly staffId: string;
                readonly role: components["schemas"]["StaffRole"];
                /** Format: date */
                readonly from: string;
            } | null;
            readonly advisers: readonly string[];
            /**
             * Format: date-time
             * @description Business time of the last thing that happened, the newest of all sources.
             */
            readonly changedAt: string;
            /**
             * Format: int64
             * @description In fen (1/100 yuan).
             */
            readonly averageFen: number;
            /** Format: date */
            readonly averageAsOf: string | null;
            readonly coveredDays: number;
            /** @description P4: nobody follows up until this date. */
            readonly coolingOff: boolean;
            readonly average: components["schemas"]["ShownAverage"] | null;
            readonly balances: components["schemas"]["ShownBalances"] | null;
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly NearThresholdPage: {
            readonly items: readonly components["schemas"]["NearThreshold"][];
            readonly next?: string;
        };
        /** @description Where the client stood as it was known at an instant. */
        readonly ShownStanding: {
            readonly outletId: string;
            readonly tier: components["schemas"]["Tier"] | null;
            /** @description Business date since which `tier` is held. */
            readonly since: string | null;
            readonly potential?: {
                readonly basis: components["schemas"]["PotentialBasis"];
                readonly targetTier: components["schemas"]["Tier"];
                /** Format: date */
                readonly markedOn: string;
            };
            readonly band?: components["schemas"]["AverageBand"];
            /** @description The opportunity that led to the last signing. */
            readonly signedBy?: string;
            readonly coolOff?: {
                /** Format: date */
                readonly terminatedOn: string;
                readonly until: string;
            };
            /** @description Month ends judged below the standard, with their average in fen. */
            readonly below: {
                readonly [key: string]: number;
            };
            readonly watch?: {
                readonly since: string;
            };
            /** @description The last fall, as long as nothing was signed after it: a correction may undo it. */
            readonly fall?: {
                readonly from: components["schemas"]["Tier"];
                readonly to: components["schemas"]["Tier"] | null;
                /** Format: date */
                readonly on: string;
                readonly since: string | null;
            };
            /** @description `<tier>:<direction>` → date. */
            readonly forecasts: {
                readonly [key: string]: string;
            };
            /** Format: uuid */
            readonly clientId: string;
            /**
             * Format: date
             * @description Month ends up to here do not count: the head has decided.
             */
            readonly overriddenOn?: string;
        };
        readonly TierEvidence: {
            readonly standing: components["schemas"]["ShownStanding"];
            readonly facts: readonly components["schemas"]["Evidence"][];
            readonly average: components["schemas"]["ShownAverage"] | null;
        };
        /** @description What one client said about being written to: `<purpose>:<channel>` → answer and when. */
        readonly Consent: {
            readonly [key: string]: {
                readonly state: components["schemas"]["ConsentState"];
                /** Format: date-time */
                readonly changedAt: string;
            };
        };
        /** @description The versions of the tier rules and what waits for a second person; `inForce`: today's. */
        readonly TierPolicies: {
            readonly versions: readonly components["schemas"]["TierPolicyVersion"][];
            readonly proposals: readonly {
                /** Format: uuid */
                readonly proposalId: string;
                readonly rules: components["schemas"]["TierRules"];
                readonly effectiveFrom: string;
                /** @description What was judged since then is judged again; absent in facts older than the choice: no. */
                readonly reevaluate?: boolean;
                readonly proposedBy: string;
            }[];
            readonly inForce: number;
        };
        readonly ProposedTierRules: {
            /** @description Id of what was changed or made. */
            readonly id: string;
            /** @description Revision afterwards; also the ETag. -1: nothing was ever written. */
            readonly revision: number;
            /** @description Position of the last fact written; absent when things were already so. */
            readonly position?: string;
            /** Format: uuid */
            readonly proposalId: string;
        };
        /** @description How far an upload has come and what became of its lines: each of `lines` is accepted, duplicate, rejected or blank. */
        readonly FeedStatus: {
            /** Format: uuid */
            readonly feedId: string;
            readonly format: components["schemas"]["FeedFormat"];
            readonly encoding: components["schemas"]["FileEncoding"];
            /** @description Bytes taken in; where the next piece begins. */
            readonly offset: number;
            readonly lines: number;
            /** @description Records that changed something, closing markers that closed something. */
            readonly accepted: number;
            /** @description What was so already. */
            readonly duplicate: number;
            readonly rejected: number;
            /** @description Lines that say nothing: empty ones and the heading. */
            readonly blank: number;
            readonly done: boolean;
            readonly uploader: string;
            /** Format: date-time */
            readonly startedAt: string;
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly ShownRejectedPage: {
            readonly items: readonly components["schemas"]["ShownRejected"][];
            readonly next?: string;
        };
        readonly CloseAnswer: {
            /** Format: date */
            readonly closedThrough: string | null;
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly OutletRowPage: {
            readonly items: readonly components["schemas"]["OutletRow"][];
            readonly next?: string;
        };
        readonly OutletRow: {
            readonly outletId: string;
            readonly name: string;
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly StaffRowPage: {
            readonly items: readonly components["schemas"]["StaffRow"][];
            readonly next?: string;
        };
        /** @description A member of staff as the staff list shows them. */
        readonly StaffRow: {
            readonly staffId: string;
            readonly name: string;
            readonly outletId: string | null;
            readonly role: components["schemas"]["StaffRole"];
            /** @description 能力系数 in percent (A4). */
            readonly capacityPercent: number;
            /** Format: date */
            readonly joinedOn: string;
            /** Format: date */
            readonly departedOn: string | null;
        };
        /** @description The versions of the capacity policy; `inForce`: today's. */
        readonly CapacityPoliciesAnswer: {
            readonly inForce: number;
            readonly adopted: readonly components["schemas"]["CapacityVersion"][];
            readonly proposed: readonly components["schemas"]["ProposedCapacity"][];
        };
        /** @description An answer that may carry warnings: `book.managers-have-room` (A8), `book.capacity-overridden` (A9). */
        readonly AssignmentAnswer: {
            /** @description Id of what was changed or made. */
            readonly id: string;
            /** @description Revision afterwards; also the ETag. -1: nothing was ever written. */
            readonly revision: number;
            /** @description Position of the last fact written; absent when things were already so. */
            readonly position?: string;
            readonly warnings: readonly string[];
        };
        readonly MovesPreview: {
            readonly allowed: boolean;
            readonly moves: readonly components["schemas"]["PreviewedMove"][];
            /** @description Everybody whose book would change. */
            readonly loads: readonly {
                readonly staffId: string;
                readonly before: components["schemas"]["ShownLoad"];
                readonly after: components["schemas"]["ShownLoad"];
            }[];
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly ProposalPage: {
            readonly items: readonly components["schemas"]["Proposal"][];
            readonly next?: string;
        };
        /** @description Everybody who maintained or advised a client, with their days [from, to). */
        readonly AssignmentHistory: {
            /** Format: uuid */
            readonly clientId: string;
            readonly name: string | null;
            readonly outletId: string | null;
            readonly staffId: string | null;
            readonly maintainers: readonly {
                readonly staffId: string;
                /** Format: date */
                readonly from: string;
                /** Format: date */
                readonly to: string | null;
                readonly role: components["schemas"]["StaffRole"];
                readonly overridden: boolean;
                /** @description Why it ended, where a reason was recorded; `reassigned` otherwise. */
                readonly ended?: string;
            }[];
            readonly advisers: readonly {
                readonly staffId: string;
                /** Format: date */
                readonly from: string;
                /** Format: date */
                readonly to: string | null;
                readonly role: components["schemas"]["AdviserRole"];
            }[];
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly BookEntryPage: {
            readonly items: readonly components["schemas"]["BookEntry"][];
            readonly next?: string;
        };
        /** @description What a load index rests on (A4–A9): Σ clients ÷ capacity ÷ factor, with every number in it and the messages behind it. */
        readonly LoadWhy: {
            readonly staffId: string;
            readonly name: string;
            readonly role: components["schemas"]["StaffRole"];
            readonly load: components["schemas"]["ShownLoad"];
            readonly overloaded: boolean;
            /** @description 能力系数 in percent (A4). */
            readonly capacityPercent: number;
            readonly parts: readonly components["schemas"]["LoadPart"][];
            readonly policy: {
                readonly version: number;
                readonly effectiveFrom: string;
            };
            readonly facts: readonly components["schemas"]["LoadFact"][];
        };
        readonly LoadBoard: {
            readonly outletId: string;
            readonly clients: components["schemas"]["Counts"];
            readonly waiting: number;
            readonly proposals: number;
            readonly managers: components["schemas"]["Staffing"];
            readonly advisers: components["schemas"]["Staffing"];
            readonly staff: readonly components["schemas"]["BoardLine"][];
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly UnassignedPage: {
            readonly items: readonly components["schemas"]["Unassigned"][];
            readonly next?: string;
        };
        /** @description One line of the progress table, as of a moment. */
        readonly ProgressLine: {
            /** Format: uuid */
            readonly opportunityId: string;
            /** Format: uuid */
            readonly clientId: string;
            readonly clientName: string | null;
            readonly staffId: string;
            readonly outletId: string;
            readonly stage: components["schemas"]["SigningStage"];
            readonly open: boolean;
            readonly onHold: boolean;
            readonly daysInStage: number;
            /** Format: date */
            readonly openedOn: string;
            readonly currentTier: components["schemas"]["Tier"] | null;
            readonly targetTier: components["schemas"]["Tier"];
            /** Format: date */
            readonly nextStepOn: string | null;
            /** Format: date */
            readonly lastReachedOn: string | null;
            readonly refusedCode: string | null;
            readonly reasonCode: string | null;
            /** @description What the step to SIGNING still lacks (P5): `report`, then the file's parts. */
            readonly signingLacks: readonly string[];
            /** @description A reached contact suggests this stage (D6): the manager decides. */
            readonly suggestedStage: components["schemas"]["SigningStage"] | null;
        };
        /** @description What the progress table's line of an opportunity rests on. */
        readonly OpportunityEvidence: {
            /** @description Ids of messages, oldest first. */
            readonly messages: readonly string[];
            /** @description Ids of the contacts reported on. */
            readonly reports: readonly string[];
            /** @description Parts of the file that P5 still asks for; `file` while nothing is known of it. */
            readonly fileLacks: readonly string[];
        };
        /** @description A page of rows; `next` is there when more may follow. */
        readonly ProgressLinePage: {
            readonly items: readonly components["schemas"]["ProgressLine"][];
            readonly next?: string;
        };
        /** @description How many opportunities stand at which stage: of one manager or of one outlet. */
        readonly StageCounts: {
            readonly open: number;
            readonly onHold: number;
            readonly stages: {
                readonly ALLOCATED?: number;
                readonly PREPARING?: number;
                readonly INVITED?: number;
                readonly CONTACTED?: number;
                readonly PRESENTED?: number;
                readonly SIGNING?: number;
                readonly SIGNED?: number;
                readonly TERMINATED?: number;
            };
        };
        /** @description A contact as duties count it. */
        readonly CountedContact: {
            readonly id: string;
            /**
             * Format: date
             * @description Business date it occurred on.
             */
            readonly on: string;
            readonly staffId: string;
            readonly channel: components["schemas"]["Channel"];
            /** @description Two-way. */
            readonly reached: boolean;
            /** Format: date */
            readonly nextStepOn: string | null;
        };
        readonly ShownContact: {
            readonly reached: boolean;
            /** Format: uuid */
            readonly clientId: string;
            /** @description Who made it; who logged it stands in the metadata. */
            readonly staffId: string;
            /** Format: uuid */
            readonly contactId: string;
            readonly channel: components["schemas"]["Channel"];
            readonly direction: components["schemas"]["Direction"];
            /** Format: date-time */
            readonly contactAt: string;
            readonly withdrawn: boolean;
            /** Format: date-time */
            readonly reportedAt: string | null;
        };
        readonly DuePage: {
            readonly items: readonly components["schemas"]["DueLine"][];
            readonly next?: string;
            /** Format: date */
            readonly asOf: string;
            readonly total: number;
            /** @description C1 of the running week, and C8: what the book asks a week. */
            readonly week: {
                readonly week: string;
                readonly target: number;
                readonly done: number;
                readonly need: {
                    readonly clients: number;
                    readonly credits: number;
                };
            };
        };
        /** @description The duties of one client that run on a day. */
        readonly ClientDuties: {
            /** Format: date */
            readonly asOf: string;
            readonly items: readonly components["schemas"]["DueReason"][];
        };
        /** @description What a client's duties rest on. */
        readonly DutyEvidence: {
            /** Format: date */
            readonly asOf: string;
            readonly intervals: {
                readonly maintained: components["schemas"]["SaidBy"];
                readonly tiers: components["schemas"]["SaidBy"];
                readonly potentials: components["schemas"]["SaidBy"];
            };
            /** @description `C3:2026-06` waived, and by which message. */
            readonly waivers: {
                readonly [key: string]: string;
            };
            readonly duties: readonly {
                readonly rule: components["schemas"]["DutyRule"];
                /** @description Month or quarter, or the date the duty began. */
                readonly period: string;
                readonly policyVersion: number;
                /** @description Ids of the contacts that count. */
                readonly contacts: readonly string[];
                readonly status: components["schemas"]["DutyStatus"];
            }[];
        };
        /** @description Everybody's line, and what they have together. */
        readonly StaffCompliance: {
            /** Format: date */
            readonly asOf: string;
            readonly items: readonly components["schemas"]["StaffLine"][];
            readonly outlet: {
                readonly [key: string]: components["schemas"]["StatusCounts"];
            };
        };
        /** @description The running periods by outlet. */
        readonly OutletCompliance: {
            /** Format: date */
            readonly asOf: string;
            readonly items: readonly components["schemas"]["OutletLine"][];
        };
        /** @description The running periods of each client of a book. */
        readonly BookCompliance: {
            /** Format: date */
            readonly asOf: string;
            readonly items: readonly components["schemas"]["ClientCompliance"][];
        };
        /** @description How the closed periods of a member of staff or an outlet ended. */
        readonly PeriodVerdicts: {
            /** @description The member of staff or the outlet. */
            readonly owner: string;
            readonly items: readonly {
                readonly rule: string;
                /** @description Month or quarter. */
                readonly period: string;
                readonly verdicts: components["schemas"]["VerdictCounts"];
            }[];
        };
        /** @description A closed period of a client, as it was judged. */
        readonly PeriodLine: {
            readonly staffId: string;
            readonly rule: components["schemas"]["ContactRule"];
            readonly period: string;
            readonly owed: number;
            readonly done: number;
            readonly verdict: components["schemas"]["PeriodVerdict"];
            readonly policyVersion: number;
            /** Format: date-time */
            readonly closedAt: string;
        };
        /** @description What a verdict rests on: the contacts that counted with their worth, and what a contact was worth on which days. */
        readonly PeriodEvidence: {
            readonly waived: boolean;
            readonly rule: components["schemas"]["ContactRule"];
            readonly period: string;
            readonly owed: number;
            readonly verdict: components["schemas"]["PeriodVerdict"];
            readonly policyVersion: number;
            readonly contacts: readonly {
                readonly id: string;
                readonly worth: number;
            }[];
            readonly stretches: readonly components["schemas"]["Worth"][];
        };
        /** @description The contact rules: approved versions by effective date, and the proposal that waits for a second person. */
        readonly CadencePoliciesAnswer: {
            readonly items: readonly components["schemas"]["ShownCadence"][];
            readonly proposed: components["schemas"]["ShownCadence"] | null;
        };
        readonly ProposedCadence: {
            /** @description Id of what was changed or made. */
            readonly id: string;
            /** @description Revision afterwards; also the ETag. -1: nothing was ever written. */
            readonly revision: number;
            /** @description Position of the last fact written; absent when things were already so. */
            readonly position?: string;
            readonly version: number;
            readonly findings: readonly {
                /** @enum {string} */
                readonly code: "TierInversion";
                readonly lower: components["schemas"]["Tier"];
                readonly higher: components["schemas"]["Tier"];
            }[];
        };
        /** @description A duty of one month that the head let go; `reason` is null once the client is erased. */
        readonly Waiver: {
            readonly rule: components["schemas"]["WaivableRule"];
            readonly period: string;
            readonly reason: string | null;
            readonly waivedBy: string;
            readonly at: string;
        };
        readonly ShownLeave: {
            /** Format: date */
            readonly from: string;
            /** Format: date */
            readonly to: string;
            /** Format: uuid */
            readonly leaveId: string;
        };
        readonly PlanAnswer: {
            readonly staffId: string;
            /** Format: date */
            readonly date: string;
            /** Format: date-time */
            readonly confirmedAt: string | null;
            readonly items: readonly components["schemas"]["PlanLine"][];
        };
        /** @description Body of every failed answer, `application/problem+json` (RFC 9457). `code` is stable for ever. */
        readonly Problem: {
            readonly type: string;
            /** @description For people, in the language of Accept-Language (Chinese or English). */
            readonly title: string;
            readonly status: number;
            /** @description Stable for ever. */
            readonly code: string;
            /** @description Bad input: every wrong field. */
            readonly errors?: readonly components["schemas"]["FieldError"][];
            /** @description A refusal: numbers and rule ids, never persons. */
            readonly details?: components["schemas"]["JsonObject"];
            /** @description Finds the request in the logs. */
            readonly traceId?: string;
        };
        /** @description A message with the client's masked name and phone; null when the client is not within the scope any more, or erased. */
        readonly OutboxItem: {
            /** Format: uuid */
            readonly messageId: string;
            /** Format: uuid */
            readonly clientId: string;
            readonly kind: components["schemas"]["MessageKind"];
            readonly occasion: string;
            /** Format: date */
            readonly on: string;
            readonly status: components["schemas"]["MessageStatus"];
            readonly staffId: string;
            readonly outletId: string;
            /** Format: date-time */
            readonly requestedAt: string;
            /** Format: date-time */
            readonly usefulUntil: string;
            /** @description When it is to leave; null before the yes. */
            readonly scheduledFor: string | null;
            /**
             * Format: date-time
             * @description When it was handed over, or may have been.
             */
            readonly startedAt: string | null;
            /** Format: date-time */
            readonly deliveredAt: string | null;
            /** @description Why it was suppressed or failed. */
            readonly reasonCode: string | null;
            readonly clientName: string | null;
            readonly clientPhone: string | null;
        };
        /** @description A wording in use, with the version a message can name. */
        readonly Template: {
            readonly name: string;
            readonly kind: components["schemas"]["MessageKind"];
            /** @description What it is for: `birthday`, `maturity`, …; null: for whatever somebody asks. */
            readonly occasion: string | null;
            readonly text: string;
            /** @description Variables besides the known ones. */
            readonly variables: readonly string[];
            /** Format: uuid */
            readonly templateId: string;
            readonly version: number;
        };
        readonly Draft: {
            readonly name: string;
            readonly kind: components["schemas"]["MessageKind"];
            /** @description What it is for: `birthday`, `maturity`, …; null: for whatever somebody asks. */
            readonly occasion: string | null;
            readonly text: string;
            /** @description Variables besides the known ones. */
            readonly variables: readonly string[];
            /** Format: uuid */
            readonly templateId: string;
            readonly version: number;
            readonly draftedBy: string;
        };
        /** @description One version of the outreach policy, in force from a business date on until a later version is. */
        readonly OutreachVersion: {
            readonly version: number;
            readonly effectiveFrom: string;
            readonly terms: components["schemas"]["OutreachTerms"];
        };
        /** @description A version that nobody else has approved yet. */
        readonly ProposedOutreach: {
            readonly version: number;
            readonly effectiveFrom: string;
            readonly terms: components["schemas"]["OutreachTerms"];
            readonly proposedBy: string;
        };
        readonly AlertItem: {
            /** Format: uuid */
            readonly alertId: string;
            /** Format: uuid */
            readonly clientId: string;
            readonly outletId: string;
            readonly reasonCode: string;
            /** Format: date-time */
            readonly raisedAt: string;
            readonly status: components["schemas"]["AlertStatus"];
            readonly acknowledgedBy: string | null;
            /** Format: date-time */
            readonly endedAt: string | null;
            readonly clientName: string | null;
        };
        /** @enum {string} */
        readonly AlertStatus: "acknowledged" | "open" | "settled";
        /** @enum {string} */
        readonly SandboxSending: "accept" | "drop-answer" | "outage" | "refuse";
        /** @enum {string} */
        readonly SandboxReceipts: "deliver" | "fail" | "lose";
        /** @description A text the sandbox took, as operations may see it: no phone, no words. */
        readonly SandboxItem: {
            /** @enum {string} */
            readonly outcome: "delivered" | "failed";
            readonly key: string;
            /** Format: date-time */
            readonly takenAt: string;
            /** Format: date-time */
            readonly receiptAt: string;
        };
        /** @description The end of a partition: the offset of its newest message. */
        readonly End: {
            readonly topic: string;
            readonly partition: number;
            readonly end: string;
        };
        readonly ParkedLine: {
            readonly consumer: string;
            readonly key: string;
            readonly count: number;
            readonly reason: string;
            readonly since: string;
        };
        /** @enum {string} */
        readonly StaffRole: "administrator" | "branchAnalyst" | "branchManager" | "clientManager" | "compliance" | "financialAdviser" | "lobbyManager" | "outletHead" | "teller" | "wealthAdviser";
        readonly FactAt: {
            readonly position: string;
            readonly fact: components["schemas"]["FactOut"];
        };
        /** @description A rejected line with what its reason means, in both languages. */
        readonly WordedLine: {
            readonly line: number;
            readonly field: string;
            readonly reason: string;
            readonly text: string;
            readonly zh: string;
            readonly en: string;
        };
        /** @description One client as a list shows them. Money in fen. */
        readonly ListedClient: {
            /** Format: uuid */
            readonly clientId: string;
            readonly name: string | null;
            readonly phone: string | null;
            readonly outletId?: string;
            readonly erased: boolean;
            readonly clientNo?: string;
            /** Format: date */
            readonly registeredOn?: string;
            readonly tier: components["schemas"]["Tier"] | null;
            readonly since: string | null;
            readonly potential: {
                readonly basis: components["schemas"]["PotentialBasis"];
                readonly targetTier: components["schemas"]["Tier"];
                /** Format: date */
                readonly markedOn: string;
            } | null;
            /** Format: date */
            readonly coolOffUntil: string | null;
            readonly watchSince: string | null;
            readonly watched: boolean;
            /** @description 已确立服务关系: a tier is signed. */
            readonly established: boolean;
            readonly band: components["schemas"]["AverageBand"] | null;
            /** @description `<tier>:<direction>` → date on which the average crosses, if balances stay. */
            readonly crossings: {
                readonly [key: string]: string;
            };
            /**
             * Format: int64
             * @description End-of-day total in fen of the newest known business date.
             */
            readonly totalFen: number | null;
            /** Format: date */
            readonly totalAsOf: string | null;
            readonly largeMovement: {
                /** Format: date */
                readonly businessDate: string;
                /**
                 * Format: int64
                 * @description In fen (1/100 yuan).
                 */
                readonly deltaFen: number;
            } | null;
            /** Format: date */
            readonly visitedOn: string | null;
            readonly occupation: components["schemas"]["Occupation"] | null;
            readonly orientation: components["schemas"]["Orientation"] | null;
            readonly preferredChannel: components["schemas"]["Channel"] | null;
            readonly birthday: boolean;
            readonly minimumMissing: readonly components["schemas"]["FilePart"][];
            readonly consents: {
                readonly [key: string]: components["schemas"]["ConsentState"];
            };
            readonly maintainer: {
                readonly staffId: string;
                readonly role: components["schemas"]["StaffRole"];
                /** Format: date */
                readonly from: string;
            } | null;
            readonly advisers: readonly string[];
            /**
             * Format: date-time
             * @description Business time of the last thing that happened, the newest of all sources.
             */
            readonly changedAt: string;
            /**
             * Format: int64
             * @description In fen (1/100 yuan).
             */
            readonly averageFen: number;
            /** Format: date */
            readonly averageAsOf: string | null;
            readonly coveredDays: number;
            /** @description P4: nobody follows up until this date. */
            readonly coolingOff: boolean;
        };
        /** @description A day of the year that matters to the client, solar 公历 or lunar 农历 as recorded. */
        readonly ImportantDay: {
            readonly calendar: components["schemas"]["Calendar"];
            readonly month: number;
            readonly day: number;
            readonly leapMonth?: boolean;
            readonly year?: number;
        };
        /** @enum {string} */
        readonly Tier: "diamond" | "gold" | "platinum" | "privateBank";
        /** @enum {string} */
        readonly PotentialBasis: "judged" | "reached";
        /** @enum {string} */
        readonly AverageBand: "100k-200k" | "1m-6m" | "200k-500k" | "500k-1m" | "below-100k" | "from-6m";
        /** @enum {string} */
        readonly Occupation: "artsOrSportsStar" | "civilServant" | "executive" | "governmentOfficial" | "homemaker" | "middleManager" | "privateEntrepreneur" | "scholar";
        /** @enum {string} */
        readonly Orientation: "relationship" | "service" | "value";
        /** @enum {string} */
        readonly Channel: "email" | "meeting" | "phone" | "sms" | "wechat";
        /** @enum {string} */
        readonly FilePart: "birthday" | "id" | "name" | "occupation" | "orientation" | "phone" | "preferredChannel";
        /** @enum {string} */
        readonly ConsentState: "granted" | "refused" | "withdrawn";
        /** @description 年日均 as of the last closed business date, with what it rests on. Money in fen. */
        readonly ShownAverage: {
            /** Format: date */
            readonly asOf: string;
            readonly window: components["schemas"]["AverageWindow"];
            readonly policyVersion: number;
            /**
             * Format: int64
             * @description In fen (1/100 yuan).
             */
            readonly averageFen: number;
            readonly days: number;
            readonly coveredDays: number;
            /**
             * Format: int64
             * @description Days before the first record count the opening average of the older records. In fen (1/100 yuan).
             */
            readonly openingAverageFen: number | null;
            /** Format: date */
            readonly firstRecordOn: string | null;
        };
        readonly ShownBalances: {
            /** Format: date */
            readonly asOf: string;
            /**
             * Format: int64
             * @description In fen (1/100 yuan).
             */
            readonly totalFen: number;
            readonly byClass: {
                readonly deposit?: number;
                readonly wealthProduct?: number;
                readonly fund?: number;
                readonly insurance?: number;
                readonly treasuryBond?: number;
                readonly metal?: number;
            };
        };
        /** @description A client whose average crosses a standard soon if balances stay, and what would take them up by then. */
        readonly NearThreshold: {
            /** Format: uuid */
            readonly clientId: string;
            readonly name: string | null;
            readonly phone: string | null;
            readonly outletId?: string;
            readonly erased: boolean;
            readonly clientNo?: string;
            /** Format: date */
            readonly registeredOn?: string;
            readonly tier: components["schemas"]["Tier"] | null;
            readonly since: string | null;
            readonly potential: {
                readonly basis: components["schemas"]["PotentialBasis"];
                readonly targetTier: components["schemas"]["Tier"];
                /** Format: date */
                readonly markedOn: string;
            } | null;
            /** Format: date */
            readonly coolOffUntil: string | null;
            readonly watchSince: string | null;
            readonly watched: boolean;
            /** @description 已确立服务关系: a tier is signed. */
            readonly established: boolean;
            readonly band: components["schemas"]["AverageBand"] | null;
            /** @description `<tier>:<direction>` → date on which the average crosses, if balances stay. */
            readonly crossings: {
                readonly [key: string]: string;
            };
            /**
             * Format: int64
             * @description End-of-day total in fen of the newest known business date.
             */
            readonly totalFen: number | null;
            /** Format: date */
            readonly totalAsOf: string | null;
            readonly largeMovement: {
                /** Format: date */
                readonly businessDate: string;
                /**
                 * Format: int64
                 * @description In fen (1/100 yuan).
                 */
                readonly deltaFen: number;
            } | null;
            /** Format: date */
            readonly visitedOn: string | null;
            readonly occupation: components["schemas"]["Occupation"] | null;
            readonly orientation: components["schemas"]["Orientation"] | null;
            readonly preferredChannel: components["schemas"]["Channel"] | null;
            readonly birthday: boolean;
            readonly minimumMissing: readonly components["schemas"]["FilePart"][];
            readonly consents: {
                readonly [key: string]: components["schemas"]["ConsentState"];
            };
            readonly maintainer: {
                readonly staffId: string;
                readonly role: components["schemas"]["StaffRole"];
                /** Format: date */
                readonly from: string;
            } | null;
            readonly advisers: readonly string[];
            /**
             * Format: date-time
             * @description Business time of the last thing that happened, the newest of all sources.
             */
            readonly changedAt: string;
            /**
             * Format: int64
             * @description In fen (1/100 yuan).
             */
            readonly averageFen: number;
            /** Format: date */
            readonly averageAsOf: string | null;
            readonly coveredDays: number;
            /** @description P4: nobody follows up until this date. */
            readonly coolingOff: boolean;
            readonly crossing: {
                readonly tier: components["schemas"]["Tier"];
                /** @enum {string} */
                readonly direction: "lose" | "reach";
                /** Format: date */
                readonly on: string;
            };
            /**
             * Format: int64
             * @description Balance needed from tomorrow to have the standard in `days` days, in fen; null where nothing is closed yet.
             */
            readonly balanceNeededFen: number | null;
        };
        /** @description A fact as evidence: what, when it counts, when it was written, under which policy version. No free text. */
        readonly Evidence: {
            readonly factId: string;
            readonly type: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** Format: date-time */
            readonly recordedAt: string;
            readonly actor: string;
            readonly data: {
                readonly [key: string]: unknown;
            };
        };
        /** @description A version of the policy and the business date from which it is chosen. */
        readonly TierPolicyVersion: {
            /** @description Standard of each tier as annual daily average in fen; null: the tier is off. */
            readonly thresholdsFen: {
                readonly gold: number | null;
                readonly platinum: number | null;
                readonly diamond: number | null;
                readonly privateBank: number | null;
            };
            readonly window: components["schemas"]["AverageWindow"];
            /** @description Month ends in a row below the standard after which a client falls. */
            readonly watchMonths: {
                readonly gold: number;
                readonly platinum: number;
                readonly diamond: number;
                readonly privateBank: number;
            };
            /** @description A movement is large from this amount (fen) or this share (percent of the balance of the day before) on. */
            readonly largeMovement: {
                /**
                 * Format: int64
                 * @description In fen (1/100 yuan).
                 */
                readonly amountFen: number;
                readonly percent: number;
            };
            /** @description Days without follow-up after the client declined (P4). */
            readonly coolOffDays: number;
            /** @description Crossing dates further away than this are not forecast. */
            readonly forecastDays: number;
            readonly version: number;
            readonly effectiveFrom: string;
        };
        /** @description The numbers of the tier rules, as one version of the policy. */
        readonly TierRules: {
            /** @description Standard of each tier as annual daily average in fen; null: the tier is off. */
            readonly thresholdsFen: {
                readonly gold: number | null;
                readonly platinum: number | null;
                readonly diamond: number | null;
                readonly privateBank: number | null;
            };
            readonly window: components["schemas"]["AverageWindow"];
            /** @description Month ends in a row below the standard after which a client falls. */
            readonly watchMonths: {
                readonly gold: number;
                readonly platinum: number;
                readonly diamond: number;
                readonly privateBank: number;
            };
            /** @description A movement is large from this amount (fen) or this share (percent of the balance of the day before) on. */
            readonly largeMovement: {
                /**
                 * Format: int64
                 * @description In fen (1/100 yuan).
                 */
                readonly amountFen: number;
                readonly percent: number;
            };
            /** @description Days without follow-up after the client declined (P4). */
            readonly coolOffDays: number;
            /** @description Crossing dates further away than this are not forecast. */
            readonly forecastDays: number;
        };
        /** @enum {string} */
        readonly FeedFormat: "csv" | "ndjson";
        /** @enum {string} */
        readonly FileEncoding: "gb18030" | "utf-8";
        /** @description A line that could not be taken, as its uploader sees it. */
        readonly ShownRejected: {
            readonly line: number;
            readonly field: string;
            readonly reason: string;
            readonly text: string | null;
            readonly zh: string;
            readonly en: string;
        };
        /** @description One version of the capacity policy, in force from a business date on until a later version is. */
        readonly CapacityVersion: {
            readonly version: number;
            readonly effectiveFrom: string;
            readonly terms: components["schemas"]["CapacityTerms"];
        };
        /** @description A version that nobody else has approved yet. */
        readonly ProposedCapacity: {
            readonly version: number;
            readonly effectiveFrom: string;
            readonly terms: components["schemas"]["CapacityTerms"];
            readonly proposedBy: string;
        };
        readonly PreviewedMove: {
            /** Format: uuid */
            readonly clientId: string;
            readonly staffId: string;
            readonly reason?: string;
            readonly refused?: components["schemas"]["Obstacle"];
            readonly warnings: readonly string[];
        };
        /** @description A load as it is shown: exactly, and as a decimal. */
        readonly ShownLoad: {
            readonly numerator: number;
            readonly denominator: number;
            readonly index: number;
        };
        /** @description A client whose maintainer no longer fits (A3, A8), and since when. */
        readonly Proposal: {
            /** Format: uuid */
            readonly clientId: string;
            readonly name: string | null;
            readonly outletId: string | null;
            readonly staffId: string | null;
            readonly tier: components["schemas"]["Tier"] | null;
            readonly targetTier: components["schemas"]["Tier"] | null;
            readonly band: components["schemas"]["AverageBand"] | null;
            readonly reasonCode: string;
            /** Format: date */
            readonly on: string;
        };
        /** @enum {string} */
        readonly AdviserRole: "financialAdviser" | "wealthAdviser";
        /** @description A client in somebody's book. `as`: how this member of staff looks after them. */
        readonly BookEntry: {
            /** Format: uuid */
            readonly clientId: string;
            readonly clientNo: string | null;
            readonly name: string | null;
            readonly tier: components["schemas"]["Tier"] | null;
            readonly targetTier: components["schemas"]["Tier"] | null;
            readonly band: components["schemas"]["AverageBand"] | null;
            readonly as: components["schemas"]["BookSide"];
            readonly since: string | null;
            /** @description The one main maintainer. */
            readonly staffId: string | null;
            readonly role: components["schemas"]["StaffRole"] | null;
            readonly advisers: readonly {
                readonly staffId: string;
                readonly role: components["schemas"]["AdviserRole"];
                readonly since: string;
            }[];
            readonly proposed: {
                readonly reasonCode: string;
                /** Format: date */
                readonly on: string;
            } | null;
        };
        /** @description Clients of one kind in a book, and how many of them fill one at factor 1.00; null: they do not count here. */
        readonly LoadPart: {
            readonly kind: components["schemas"]["Kind"];
            readonly clients: number;
            readonly capacity: number | null;
        };
        /** @description The messages that put a client into a book and said what they weigh as. */
        readonly LoadFact: {
            /** Format: uuid */
            readonly clientId: string;
            readonly kind: components["schemas"]["Kind"];
            readonly heldBy: string;
            readonly weighedBy: string | null;
        };
        /** @description Clients by what they weigh as. */
        readonly Counts: {
            readonly gold: number;
            readonly platinum: number;
            readonly diamond: number;
            readonly privateBank: number;
            readonly potential: number;
        };
        /** @description 应配/实配: needed against present. */
        readonly Staffing: {
            readonly needed: components["schemas"]["ShownLoad"];
            readonly present: number;
        };
        readonly BoardLine: {
            readonly staffId: string;
            readonly name: string;
            readonly role: components["schemas"]["StaffRole"];
            readonly capacityPercent: number;
            /** Format: date */
            readonly departedOn: string | null;
            /** @description Clients held, of an adviser clients supported, by tier; `potential`: unsigned ones. */
            readonly counts: components["schemas"]["Counts"];
            readonly load: components["schemas"]["ShownLoad"];
            readonly overloaded: boolean;
            readonly proposals: number;
        };
        /** @description Somebody has to look after the client (A1) and nobody does. */
        readonly Unassigned: {
            /** Format: uuid */
            readonly clientId: string;
            readonly clientNo: string | null;
            readonly name: string | null;
            readonly outletId: string | null;
            readonly tier: components["schemas"]["Tier"] | null;
            readonly targetTier: components["schemas"]["Tier"] | null;
            readonly basis: components["schemas"]["PotentialBasis"] | null;
            readonly band: components["schemas"]["AverageBand"] | null;
            readonly since: string;
            /** @description Workdays that have passed since then; today counts when it is one. */
            readonly ageInWorkdays: number;
        };
        /** @enum {string} */
        readonly SigningStage: "ALLOCATED" | "CONTACTED" | "INVITED" | "PREPARING" | "PRESENTED" | "SIGNED" | "SIGNING" | "TERMINATED";
        /** @enum {string} */
        readonly Direction: "inbound" | "outbound";
        readonly DueLine: {
            /** Format: uuid */
            readonly clientId: string;
            readonly outletId: string;
            readonly staffId: string;
            readonly tier: components["schemas"]["Tier"] | null;
            readonly potential: components["schemas"]["Tier"] | null;
            readonly clientName: string | null;
            /** @description Deadline × tier weight × lateness; larger is more pressing. */
            readonly score: number;
            /** Format: date */
            readonly lastContactOn: string | null;
            readonly reasons: readonly {
                readonly rule: components["schemas"]["DutyRule"];
                /** @description Month or quarter, or the date the duty began. */
                readonly period: string;
                readonly status: components["schemas"]["DutyStatus"];
                readonly owed: number;
                readonly done: number;
                /** Format: date */
                readonly from: string;
                /** Format: date */
                readonly dueOn: string;
                readonly policyVersion: number;
                /** @description Ids of the contacts that count. */
                readonly contacts: readonly string[];
                readonly daysLeft: number;
                readonly score: number;
                readonly text: components["schemas"]["Wording"];
            }[];
        };
        /** @description Why a client is due: rule, numbers and date. `NEXT_STEP` is a step promised in a contact. */
        readonly DueReason: {
            readonly rule: components["schemas"]["DutyRule"];
            /** @description Month or quarter, or the date the duty began. */
            readonly period: string;
            readonly status: components["schemas"]["DutyStatus"];
            readonly owed: number;
            readonly done: number;
            /** Format: date */
            readonly from: string;
            /** Format: date */
            readonly dueOn: string;
            readonly policyVersion: number;
            /** @description Ids of the contacts that count. */
            readonly contacts: readonly string[];
        };
        /** @description From when on something held, and the id of the message that said it. */
        readonly SaidBy: readonly {
            /** Format: date */
            readonly from: string;
            readonly message: string;
        }[];
        /** @enum {string} */
        readonly DutyRule: "C2" | "C3" | "C4" | "C5" | "C9" | "NEXT_STEP";
        /** @enum {string} */
        readonly DutyStatus: "atRisk" | "met" | "missed" | "notOwed" | "open" | "waived";
        /** @description One member of staff in the running periods. */
        readonly StaffLine: {
            readonly staffId: string;
            readonly outletId: string | null;
            readonly name: string | null;
            readonly role: components["schemas"]["StaffRole"] | null;
            readonly clients: number;
            readonly rules: {
                readonly [key: string]: components["schemas"]["StatusCounts"];
            };
            /** @description C1 of the running week. */
            readonly week: {
                readonly week: string;
                readonly target: number;
                readonly done: number;
            };
            /** @description C8. */
            readonly need: {
                readonly clients: number;
                readonly credits: number;
            };
            /** @description The last 13 closed weeks, oldest first. */
            readonly strip: readonly components["schemas"]["WeekLine"][];
            /** @description Leaves that touch the running quarter or come later (C9), the earliest first. */
            readonly leaves: readonly components["schemas"]["LeaveLine"][];
        };
        readonly StatusCounts: {
            readonly met?: number;
            readonly missed?: number;
            readonly waived?: number;
            readonly notOwed?: number;
            readonly open?: number;
            readonly atRisk?: number;
        };
        /** @description One outlet in the running periods. */
        readonly OutletLine: {
            readonly outletId: string;
            readonly clients: number;
            readonly rules: {
                readonly [key: string]: components["schemas"]["StatusCounts"];
            };
            /** @description Client managers with a target this week, and how many have reached it. */
            readonly managers: number;
            readonly onTarget: number;
        };
        /** @description How one client stands under one rule in one period. */
        readonly ClientCompliance: {
            /** Format: uuid */
            readonly clientId: string;
            readonly clientName: string | null;
            readonly tier: components["schemas"]["Tier"] | null;
            readonly rule: components["schemas"]["ContactRule"];
            readonly period: string;
            readonly owed: number;
            readonly done: number;
            readonly status: components["schemas"]["DutyStatus"];
            /** Format: date */
            readonly dueOn: string;
            readonly policyVersion: number;
        };
        /** @description How many clients met, missed, were waived or owed nothing. */
        readonly VerdictCounts: {
            readonly met?: number;
            readonly missed?: number;
            readonly waived?: number;
            readonly notOwed?: number;
        };
        /** @enum {string} */
        readonly ContactRule: "C2" | "C3" | "C4";
        /** @enum {string} */
        readonly PeriodVerdict: "met" | "missed" | "notOwed" | "waived";
        /** @description Days [start, end) and what a counting contact on them is worth; `any` for channels not named. */
        readonly Worth: {
            readonly start: string;
            readonly end: string;
            readonly by: {
                readonly [key: string]: number;
            };
            readonly any: number;
        };
        /** @description A version of the contact rules with what a reader should stumble over. */
        readonly ShownCadence: {
            readonly version: number;
            readonly effectiveFrom: string;
            /** @description C1: distinct clients a client manager contacts in an ISO week. */
            readonly weeklyClients: number;
            /** @description C2: two-way contacts with a signed client in a calendar quarter. */
            readonly quarterlyContacts: number;
            /** @description C3 diamond, C4 platinum: credits owed in a calendar month. */
            readonly monthlyCredits: {
                readonly gold?: number;
                readonly platinum?: number;
                readonly diamond?: number;
                readonly privateBank?: number;
            };
            /** @description C7: what a reached contact is worth; a channel not named is worth nothing. */
            readonly credits: {
                readonly phone?: number;
                readonly meeting?: number;
                readonly sms?: number;
                readonly email?: number;
                readonly wechat?: number;
            };
            /** @description C5: days without business after which a gold client is called. */
            readonly goldInactiveDays: number;
            /** @description C5: suggestions a day and manager. */
            readonly goldSuggestionsPerDay: number;
            /** @description C9: days from assignment to the first contact. */
            readonly firstContactDays: number;
            /** @description Part of a period, in percent, after which a short obligation is at risk. */
            readonly atRiskPercent: number;
            /** @description Hours after a contact within which its report is in time. */
            readonly reportHours: number;
            /** @description How many days back a contact may still be logged. */
            readonly logWithinDays: number;
            /** @description Weight of a tier in the due list; `potential` for a client without one. */
            readonly tierWeights: {
                readonly gold: number;
                readonly platinum: number;
                readonly diamond: number;
                readonly privateBank: number;
                readonly potential: number;
            };
            readonly findings: readonly {
                /** @enum {string} */
                readonly code: "TierInversion";
                readonly lower: components["schemas"]["Tier"];
                readonly higher: components["schemas"]["Tier"];
            }[];
        };
        /** @enum {string} */
        readonly WaivableRule: "C3" | "C4" | "C5";
        readonly PlanLine: {
            /** Format: uuid */
            readonly clientId: string;
            readonly rules: readonly string[];
            readonly score: number;
            /** @enum {string} */
            readonly state: "added" | "dropped" | "kept" | "proposed";
            readonly reasonCode: components["schemas"]["DropReason"] | null;
            readonly clientName: string | null;
            readonly done: boolean;
            /** @description Contacts that fulfilled it. */
            readonly contacts: readonly string[];
        };
        /** @description The same in an answer: `message` is in the language that was asked for. */
        readonly FieldError: {
            readonly field: string;
            readonly rule: string;
            readonly zh: string;
            readonly en: string;
            readonly message: string;
        };
        readonly JsonObject: {
            readonly [key: string]: unknown;
        };
        /** @enum {string} */
        readonly MessageKind: "greeting" | "marketing" | "service";
        /** @enum {string} */
        readonly MessageStatus: "delivered" | "dispatched" | "dispatching" | "failed" | "requested" | "scheduled" | "suggested" | "suppressed" | "unknown";
        /** @description A fact as it leaves one store and enters another; where it stood is the store's own matter. */
        readonly FactOut: {
            readonly id: string;
            readonly stream: string;
            readonly revision: number;
            readonly type: string;
            readonly version: number;
            /** Format: date-time */
            readonly recordedAt: string;
            readonly metadata: components["schemas"]["Metadata"];
            /** @description Personal fields are sealed, as they are stored. */
            readonly data: components["schemas"]["JsonObject"];
        };
        /** @enum {string} */
        readonly Calendar: "lunar" | "solar";
        /** @enum {string} */
        readonly AverageWindow: "CALENDAR_MONTH" | "CALENDAR_YTD" | "ROLLING_180" | "ROLLING_365";
        /** @description The numbers of A4–A9: what a book holds, whom an adviser supports, which averages a lobby manager or teller may look after. */
        readonly CapacityTerms: {
            /** @description A5–A8: clients per main maintainer, by role and tier. A role without an entry for a tier may not maintain it. */
            readonly maintainers: readonly components["schemas"]["Capacity"][];
            /** @description A4: an unsigned potential client loads one part of so many. */
            readonly potentialClients: number;
            /** @description A5, A6: clients per adviser, by role and tier. */
            readonly advisers: readonly components["schemas"]["Capacity"][];
            /** @description A8: bands of the annual daily average that a lobby manager or teller may be allotted. */
            readonly bands: readonly {
                readonly role: components["schemas"]["StaffRole"];
                readonly band: components["schemas"]["AverageBand"];
            }[];
        };
        /** @description What stands against something: the code of the refusal it becomes, and its details. */
        readonly Obstacle: {
            readonly code: string;
            readonly details: components["schemas"]["JsonObject"];
        };
        /** @enum {string} */
        readonly BookSide: "adviser" | "maintainer";
        /** @enum {string} */
        readonly Kind: "diamond" | "gold" | "platinum" | "potential" | "privateBank";
        /** @description A reason in the two languages of the house; numbers and dates only, no personal data. */
        readonly Wording: {
            readonly zh: string;
            readonly en: string;
        };
        /** @description One closed week of a client manager (C1). */
        readonly WeekLine: {
            readonly week: string;
            readonly target: number;
            readonly clients: number;
            readonly verdict: components["schemas"]["PeriodVerdict"];
        };
        /** @description 休假 from its first to its last day. */
        readonly LeaveLine: {
            /** Format: uuid */
            readonly leaveId: string;
            /** Format: date */
            readonly from: string;
            /** Format: date */
            readonly to: string;
        };
        /** @enum {string} */
        readonly DropReason: "alreadyArranged" | "clientAway" | "notNow" | "notRelevant" | "other";
        /** @description Who asked, why, and when it counts. Enters with the command and is written on every fact. */
        readonly Metadata: {
            /** @description Staff id, `system` or the name of the reaction that acted. Never a person's name. */
            readonly actor: string;
            /** @description The caller's id of this command; asking again with it gives the first outcome. */
            readonly commandId: string;
            /** @description The same for everything that one outside cause set going. */
            readonly correlationId: string;
            /** @description The message or command that led directly to this one. */
            readonly causationId: string;
            /**
             * Format: date-time
             * @description Business time (ISO 8601, UTC): when it counts, not when it was written down.
             */
            readonly occurredAt: string;
            /** @description W3C trace context, when there is one. */
            readonly traceparent?: string;
            /** @description Who asked for what, as a keyed hash, where the caller chose the command id: the same id with another one is no repetition and refused (`command.id-reused`). Stays in the store: nothing of it is said. */
            readonly asked?: string;
        };
        /** @description How many clients of one tier fill one book at capacity factor 1.00. */
        readonly Capacity: {
            readonly role: components["schemas"]["StaffRole"];
            readonly tier: components["schemas"]["Tier"];
            readonly clients: number;
        };
        /** @enum {string} */
        readonly ClientSort: "average" | "changed" | "number";
        /** @enum {string} */
        readonly YesOrNo: "false" | "true";
        /** @enum {string} */
        readonly TerminationReason: "declined" | "moved-away" | "other" | "unreachable";
        /** @enum {string} */
        readonly ContactPurpose: "birthday" | "firstContact" | "followUp" | "invitation" | "maintenance" | "maturity" | "other" | "presentation" | "service" | "signing";
        /** @enum {string} */
        readonly ContactOutcome: "appointmentMade" | "considering" | "declined" | "done" | "interested" | "noAnswer" | "other" | "wrongNumber";
        /** @enum {string} */
        readonly ConsentPurpose: "greeting" | "marketing" | "profiling" | "service";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly "outboundMessages.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                /** @description Only messages that stand so. */
                readonly status?: components["schemas"]["MessageStatus"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OutboxItemPage"];
                };
            };
        };
    };
    readonly "outboundMessages.request": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MessageRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "outboundMessages.waiting": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OutboxItemPage"];
                };
            };
        };
    };
    readonly "outboundMessages.suppressed": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OutboxItemPage"];
                };
            };
        };
    };
    readonly "outboundMessages.preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly messageId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Preview"];
                };
            };
        };
    };
    readonly "outboundMessages.draft": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MessageDraftRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Preview"];
                };
            };
        };
    };
    readonly "outboundMessages.confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly messageId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "outboundMessages.decline": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly messageId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DeclineRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "templates.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["TemplateAnswer"][];
                    };
                };
            };
        };
    };
    readonly "templates.draft": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TemplateRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "templates.revise": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly templateId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TemplateRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "templates.approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly templateId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ApproveTemplateRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "templates.withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly templateId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "outreachPolicies.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OutreachPoliciesAnswer"];
                };
            };
        };
    };
    readonly "outreachPolicies.propose": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProposeOutreachRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "outreachPolicies.approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly version: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "alerts.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                readonly status?: components["schemas"]["AlertStatus"];
                /** @description Only this outlet; every one within the scope when absent. */
                readonly outletId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AlertItemPage"];
                };
            };
        };
    };
    readonly "alerts.one": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly alertId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AlertRow"];
                };
            };
        };
    };
    readonly "alerts.acknowledge": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly alertId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "smsReceipts.take": {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description HMAC-SHA256 of the canonical JSON of the body, in hex. */
                readonly "x-pcrm-signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SmsReportRequest"];
            };
        };
        readonly responses: {
            /** @description Done; there is nothing to tell. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "smsReceipts.sandbox": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SandboxSettings"];
                };
            };
        };
    };
    readonly "smsReceipts.change": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SandboxRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SandboxSettings"];
                };
            };
        };
    };
    readonly "smsReceipts.messages": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SandboxItemPage"];
                };
            };
        };
    };
    readonly "notificationsOperations.status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["ViewStatus"][];
                };
            };
        };
    };
    readonly "notificationsOperations.digest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["DigestLine"][];
                };
            };
        };
    };
    readonly "notificationsOperations.drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly drained: boolean;
                        readonly standing?: string;
                    };
                };
            };
        };
    };
    readonly "notificationsOperations.readUpTo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReadUpToRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadAnswer"];
                };
            };
        };
    };
    readonly "notificationsOperations.parked": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                readonly consumer?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ParkedPage"];
                };
            };
        };
    };
    readonly "notificationsOperations.replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ParkedKeyRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly done: number;
                    };
                };
            };
        };
    };
    readonly "notificationsOperations.drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DropRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly dropped: number;
                    };
                };
            };
        };
    };
    readonly "notificationsOperations.rebuild": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly view: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly view: string;
                    };
                };
            };
        };
    };
    readonly "gatewayOperations.status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["ViewStatus"][];
                };
            };
        };
    };
    readonly "gatewayOperations.digest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["DigestLine"][];
                };
            };
        };
    };
    readonly "gatewayOperations.drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly drained: boolean;
                        readonly standing?: string;
                    };
                };
            };
        };
    };
    readonly "gatewayOperations.readUpTo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReadUpToRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadAnswer"];
                };
            };
        };
    };
    readonly "gatewayOperations.parked": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                readonly consumer?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ParkedPage"];
                };
            };
        };
    };
    readonly "gatewayOperations.replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ParkedKeyRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly done: number;
                    };
                };
            };
        };
    };
    readonly "gatewayOperations.drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DropRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly dropped: number;
                    };
                };
            };
        };
    };
    readonly "gatewayOperations.rebuild": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly view: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly view: string;
                    };
                };
            };
        };
    };
    readonly "signIn.session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionAnswer"];
                };
            };
        };
    };
    readonly "signIn.signIn": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignInRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionAnswer"];
                };
            };
        };
    };
    readonly "signIn.signOut": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done; there is nothing to tell. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "signIn.personas": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["PersonaAnswer"][];
                };
            };
        };
    };
    readonly "signIn.persona": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PersonaRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionAnswer"];
                };
            };
        };
    };
    readonly "signIn.setUp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SetUpRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionAnswer"];
                };
            };
        };
    };
    readonly "demo.progress": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DemoProgress"];
                };
            };
        };
    };
    readonly "demo.moveClock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MoveClockRequest"];
            };
        };
        readonly responses: {
            /** @description Done; there is nothing to tell. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "demo.drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly drained: boolean;
                    };
                };
            };
        };
    };
    readonly "demo.reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done; there is nothing to tell. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "users.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UsersAnswer"];
                };
            };
        };
    };
    readonly "users.add": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AddUserRequest"];
            };
        };
        readonly responses: {
            /** @description Done; there is nothing to tell. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "users.one": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly userId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserAnswer"];
                };
            };
        };
    };
    readonly "users.setPassword": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly userId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PasswordRequest"];
            };
        };
        readonly responses: {
            /** @description Done; there is nothing to tell. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "users.disable": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly userId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DisabledRequest"];
            };
        };
        readonly responses: {
            /** @description Done; there is nothing to tell. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "facts.page": {
        readonly parameters: {
            readonly query?: {
                /** @description Facts of one page. */
                readonly limit?: number;
                /** @description Position of the last fact of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FactsPage"];
                };
            };
        };
    };
    readonly "facts.take": {
        readonly parameters: {
            readonly query: {
                /** @description Position that the facts before these were answered with. */
                readonly after?: string;
                /** @description Until when all that fell due had been done where the facts come from. */
                readonly moved: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "text/csv": string;
                readonly "application/x-ndjson": string;
                readonly "application/jsonl": string;
                readonly "application/octet-stream": string;
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FactsTaken"];
                };
            };
        };
    };
    readonly "facts.end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done; there is nothing to tell. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly "keys.page": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ExportKeysRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SealedKeys"];
                };
            };
        };
    };
    readonly "keys.take": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ImportKeysRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TakenKeys"];
                };
            };
        };
    };
    readonly importClients: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "text/csv": string;
                readonly "application/x-ndjson": string;
                readonly "application/jsonl": string;
                readonly "application/octet-stream": string;
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ImportReport"];
                };
            };
        };
    };
    readonly "clientList.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                readonly tier?: components["schemas"]["Tier"];
                readonly band?: components["schemas"]["AverageBand"];
                readonly outletId?: string;
                readonly potential?: components["schemas"]["PotentialBasis"];
                readonly watched?: boolean;
                readonly established?: boolean;
                readonly sort?: components["schemas"]["ClientSort"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClientPage"];
                };
            };
        };
    };
    readonly "clients.register": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RegisterClientRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "clientList.find": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SearchClientsRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClientPage"];
                };
            };
        };
    };
    readonly "clientList.potentials": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                readonly basis?: components["schemas"]["PotentialBasis"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListedClientPage"];
                };
            };
        };
    };
    readonly "clients.update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateFileRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "clients.reveal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RevealRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Revealed"];
                };
            };
        };
    };
    readonly "clientCard.card": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClientCard"];
                };
            };
        };
    };
    readonly "clientCard.needed": {
        readonly parameters: {
            readonly query: {
                readonly tier: components["schemas"]["Tier"];
                readonly by: string;
            };
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /**
                         * Format: int64
                         * @description In fen (1/100 yuan).
                         */
                        readonly balanceFen: number | null;
                    };
                };
            };
        };
    };
    readonly "clientCard.near": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                readonly days?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NearThresholdPage"];
                };
            };
        };
    };
    readonly "standings.mark": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MarkPotentialRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "standings.withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WithdrawPotentialRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "standings.sign": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignTierRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "standings.override": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OverrideWatchRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "standingView.standing": {
        readonly parameters: {
            readonly query?: {
                readonly asOf?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownStanding"];
                };
            };
        };
    };
    readonly "standingView.why": {
        readonly parameters: {
            readonly query?: {
                readonly asOf?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TierEvidence"];
                };
            };
        };
    };
    readonly "consents.standing": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly consents: components["schemas"]["Consent"];
                    };
                };
            };
        };
    };
    readonly "consents.change": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeConsentRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "tierPolicies.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TierPolicies"];
                };
            };
        };
    };
    readonly "tierPolicies.propose": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProposePolicyRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProposedTierRules"];
                };
            };
        };
    };
    readonly "tierPolicies.approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly proposalId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "feeds.take": {
        readonly parameters: {
            readonly query?: {
                readonly last?: components["schemas"]["YesOrNo"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "text/csv": string;
                readonly "application/x-ndjson": string;
                readonly "application/jsonl": string;
                readonly "application/octet-stream": string;
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FeedStatus"];
                };
            };
        };
    };
    readonly "feeds.status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly feedId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FeedStatus"];
                };
            };
        };
    };
    readonly "feeds.goOn": {
        readonly parameters: {
            readonly query: {
                readonly offset: number;
                readonly last?: components["schemas"]["YesOrNo"];
            };
            readonly header?: never;
            readonly path: {
                readonly feedId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "text/csv": string;
                readonly "application/x-ndjson": string;
                readonly "application/jsonl": string;
                readonly "application/octet-stream": string;
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FeedStatus"];
                };
            };
        };
    };
    readonly "feeds.rejected": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly feedId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownRejectedPage"];
                };
            };
        };
    };
    readonly "businessDays.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** Format: date */
                        readonly closedThrough: string | null;
                        readonly closing: readonly string[];
                    };
                };
            };
        };
    };
    readonly "businessDays.close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly date: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CloseAnswer"];
                };
            };
        };
    };
    readonly "clientsOperations.status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["ViewStatus"][];
                };
            };
        };
    };
    readonly "clientsOperations.digest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["DigestLine"][];
                };
            };
        };
    };
    readonly "clientsOperations.drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly drained: boolean;
                        readonly standing?: string;
                    };
                };
            };
        };
    };
    readonly "clientsOperations.readUpTo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReadUpToRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadAnswer"];
                };
            };
        };
    };
    readonly "clientsOperations.parked": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                readonly consumer?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ParkedPage"];
                };
            };
        };
    };
    readonly "clientsOperations.replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ParkedKeyRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly done: number;
                    };
                };
            };
        };
    };
    readonly "clientsOperations.drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DropRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly dropped: number;
                    };
                };
            };
        };
    };
    readonly "clientsOperations.rebuild": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly view: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly view: string;
                    };
                };
            };
        };
    };
    readonly "outlets.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OutletRowPage"];
                };
            };
        };
    };
    readonly "outlets.open": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OpenOutletRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "outlets.one": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly outletId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OutletRow"];
                };
            };
        };
    };
    readonly "outlets.import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "text/csv": string;
                readonly "application/x-ndjson": string;
                readonly "application/jsonl": string;
                readonly "application/octet-stream": string;
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ImportReport"];
                };
            };
        };
    };
    readonly "staff.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                /** @description Only this outlet; for those who see all. */
                readonly outletId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StaffRowPage"];
                };
            };
        };
    };
    readonly "staff.join": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JoinStaffRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "staff.one": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly staffId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StaffRow"];
                };
            };
        };
    };
    readonly "staff.change": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly staffId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PostRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "staff.depart": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly staffId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "staff.import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "text/csv": string;
                readonly "application/x-ndjson": string;
                readonly "application/jsonl": string;
                readonly "application/octet-stream": string;
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ImportReport"];
                };
            };
        };
    };
    readonly "capacity.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CapacityPoliciesAnswer"];
                };
            };
        };
    };
    readonly "capacity.propose": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProposeCapacityRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "capacity.approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly version: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "capacity.drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly version: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "assignments.assign": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MoveRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentAnswer"];
                };
            };
        };
    };
    readonly "assignments.reassign": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MoveRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentAnswer"];
                };
            };
        };
    };
    readonly "assignments.allot": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MoveRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentAnswer"];
                };
            };
        };
    };
    readonly "assignments.batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MovesRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentAnswer"];
                };
            };
        };
    };
    readonly "assignments.preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MovesRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MovesPreview"];
                };
            };
        };
    };
    readonly "assignments.release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentAnswer"];
                };
            };
        };
    };
    readonly "assignments.attach": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AdviserRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentAnswer"];
                };
            };
        };
    };
    readonly "assignments.detach": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AdviserRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentAnswer"];
                };
            };
        };
    };
    readonly "assignments.transfer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TransferRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentAnswer"];
                };
            };
        };
    };
    readonly "assignments.proposals": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                /** @description Only this outlet; for those who see all. */
                readonly outletId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProposalPage"];
                };
            };
        };
    };
    readonly "assignments.history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentHistory"];
                };
            };
        };
    };
    readonly "books.book": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                readonly as?: components["schemas"]["BookSide"];
            };
            readonly header?: never;
            readonly path: {
                readonly staffId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BookEntryPage"];
                };
            };
        };
    };
    readonly "books.why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly staffId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LoadWhy"];
                };
            };
        };
    };
    readonly "books.board": {
        readonly parameters: {
            readonly query?: {
                /** @description Which outlet; one’s own when absent. */
                readonly outletId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LoadBoard"];
                };
            };
        };
    };
    readonly "books.unassigned": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                /** @description Only this outlet; for those who see all. */
                readonly outletId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UnassignedPage"];
                };
            };
        };
    };
    readonly "allocationOperations.status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["ViewStatus"][];
                };
            };
        };
    };
    readonly "allocationOperations.digest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["DigestLine"][];
                };
            };
        };
    };
    readonly "allocationOperations.drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly drained: boolean;
                        readonly standing?: string;
                    };
                };
            };
        };
    };
    readonly "allocationOperations.readUpTo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReadUpToRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadAnswer"];
                };
            };
        };
    };
    readonly "allocationOperations.parked": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                readonly consumer?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ParkedPage"];
                };
            };
        };
    };
    readonly "allocationOperations.replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ParkedKeyRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly done: number;
                    };
                };
            };
        };
    };
    readonly "allocationOperations.drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DropRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly dropped: number;
                    };
                };
            };
        };
    };
    readonly "allocationOperations.rebuild": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly view: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly view: string;
                    };
                };
            };
        };
    };
    readonly "opportunity.openOf": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProgressLine"];
                };
            };
        };
    };
    readonly "opportunity.one": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly opportunityId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProgressLine"];
                };
            };
        };
    };
    readonly "opportunity.why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly opportunityId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpportunityEvidence"];
                };
            };
        };
    };
    readonly "opportunity.advance": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly opportunityId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AdvanceOpportunityRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "opportunity.hold": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly opportunityId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "opportunity.resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly opportunityId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "opportunity.nextStep": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly opportunityId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NextStepRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "opportunity.terminate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly opportunityId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TerminateOpportunityRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "opportunity.reopen": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly opportunityId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "progressTable.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                /** @description Only this stage; absent: all that are open. */
                readonly stage?: components["schemas"]["SigningStage"];
                /** @description Only this manager, within the scope. */
                readonly staffId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProgressLinePage"];
                };
            };
        };
    };
    readonly "progressTable.counts": {
        readonly parameters: {
            readonly query?: {
                /** @description Of this manager; absent: of the outlets in the scope. */
                readonly staffId?: string;
                readonly outletId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StageCounts"];
                };
            };
        };
    };
    readonly "contact.ofClient": {
        readonly parameters: {
            readonly query: {
                readonly clientId: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["CountedContact"][];
                    };
                };
            };
        };
    };
    readonly "contact.log": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LogContactRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "contact.one": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly contactId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShownContact"];
                };
            };
        };
    };
    readonly "contact.correct": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly contactId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CorrectContactRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "contact.withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly contactId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WithdrawContactRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "contact.report": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly contactId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SubmitReportRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "dueList.due": {
        readonly parameters: {
            readonly query?: {
                /** @description A member of staff of the scope; absent: oneself. */
                readonly staffId?: string;
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DuePage"];
                };
            };
        };
    };
    readonly "dueList.ofClient": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClientDuties"];
                };
            };
        };
    };
    readonly "dueList.why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DutyEvidence"];
                };
            };
        };
    };
    readonly "compliance.staff": {
        readonly parameters: {
            readonly query?: {
                /** @description An outlet of the scope; absent: the own one. */
                readonly outletId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StaffCompliance"];
                };
            };
        };
    };
    readonly "compliance.outlets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OutletCompliance"];
                };
            };
        };
    };
    readonly "compliance.clients": {
        readonly parameters: {
            readonly query?: {
                /** @description A member of staff of the scope; absent: oneself. */
                readonly staffId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BookCompliance"];
                };
            };
        };
    };
    readonly "compliance.periods": {
        readonly parameters: {
            readonly query?: {
                /** @description Of this member of staff, else of this outlet. */
                readonly staffId?: string;
                readonly outletId?: string;
                /** @description Only this month or quarter. */
                readonly period?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PeriodVerdicts"];
                };
            };
        };
    };
    readonly "compliance.ofClient": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["PeriodLine"][];
                    };
                };
            };
        };
    };
    readonly "compliance.why": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["PeriodEvidence"][];
                    };
                };
            };
        };
    };
    readonly "cadencePolicy.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CadencePoliciesAnswer"];
                };
            };
        };
    };
    readonly "cadencePolicy.propose": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProposeCadencePolicyRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProposedCadence"];
                };
            };
        };
    };
    readonly "cadencePolicy.approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly version: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "cadencePolicy.reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly version: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "waiveDuty.standing": {
        readonly parameters: {
            readonly query: {
                readonly clientId: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["Waiver"][];
                    };
                };
            };
        };
    };
    readonly "waiveDuty.waive": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WaiveDutyRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "takeLeave.standing": {
        readonly parameters: {
            readonly query: {
                readonly staffId: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["ShownLeave"][];
                    };
                };
            };
        };
    };
    readonly "takeLeave.take": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TakeLeaveRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "takeLeave.cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CancelLeaveRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "dailyPlan.today": {
        readonly parameters: {
            readonly query?: {
                /** @description A member of staff of the scope; absent: oneself. */
                readonly staffId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PlanAnswer"];
                };
            };
        };
    };
    readonly "dailyPlan.propose": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "dailyPlan.keep": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "dailyPlan.drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly clientId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DropPlanItemRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "dailyPlan.confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandAnswer"];
                };
            };
        };
    };
    readonly "engagementOperations.status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["ViewStatus"][];
                };
            };
        };
    };
    readonly "engagementOperations.digest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["DigestLine"][];
                };
            };
        };
    };
    readonly "engagementOperations.drained": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly drained: boolean;
                        readonly standing?: string;
                    };
                };
            };
        };
    };
    readonly "engagementOperations.readUpTo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReadUpToRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReadAnswer"];
                };
            };
        };
    };
    readonly "engagementOperations.parked": {
        readonly parameters: {
            readonly query?: {
                /** @description Rows of one page. */
                readonly limit?: number;
                /** @description Cursor `next` of the page before. */
                readonly after?: string;
                readonly consumer?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ParkedPage"];
                };
            };
        };
    };
    readonly "engagementOperations.replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ParkedKeyRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly done: number;
                    };
                };
            };
        };
    };
    readonly "engagementOperations.drop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DropRequest"];
            };
        };
        readonly responses: {
            /** @description Done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly dropped: number;
                    };
                };
            };
        };
    };
    readonly "engagementOperations.rebuild": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly view: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Done. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly view: string;
                    };
                };
            };
        };
    };
}
