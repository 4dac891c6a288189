CREATE TABLE "account_notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"params" jsonb NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_browser" (
	"token_hash" text NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "auth_browser_token_hash_account_id_pk" PRIMARY KEY("token_hash","account_id")
);
--> statement-breakpoint
CREATE TABLE "role_invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"municipality_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"roles" text[] NOT NULL,
	"lang" text DEFAULT 'ky' NOT NULL,
	"person_id" uuid,
	"token_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"invited_by" text NOT NULL,
	"inviter_name" text NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"account_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_invitation_token_key" UNIQUE("token_hash"),
	CONSTRAINT "role_invitation_reachable" CHECK ("role_invitation"."email" is not null or "role_invitation"."phone" is not null),
	CONSTRAINT "role_invitation_answered" CHECK (("role_invitation"."answer" is null) = ("role_invitation"."answered_at" is null)),
	CONSTRAINT "role_invitation_roles" CHECK (cardinality("role_invitation"."roles") > 0)
);
--> statement-breakpoint
ALTER TABLE "audit_entry" DROP CONSTRAINT "audit_entry_chain_seq";
--> statement-breakpoint
ALTER TABLE "audit_entry" DROP COLUMN "id";
--> statement-breakpoint
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_chain_seq" PRIMARY KEY("chain","seq");
--> statement-breakpoint
ALTER TABLE "auth_session" ADD COLUMN "enrol_secret" text;
--> statement-breakpoint
ALTER TABLE "auth_user" ADD COLUMN "created_in" uuid;
--> statement-breakpoint
ALTER TABLE "auth_user" ADD COLUMN "email_proven_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "auth_verification" ADD COLUMN "made_in" uuid;
--> statement-breakpoint
ALTER TABLE "auth_verification" ADD COLUMN "clears_factor" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
CREATE INDEX "account_notice_account" ON "account_notice" USING btree ("account_id","created_at");
--> statement-breakpoint
CREATE INDEX "auth_browser_account" ON "auth_browser" USING btree ("account_id");
--> statement-breakpoint
CREATE INDEX "role_invitation_place" ON "role_invitation" USING btree ("municipality_id","created_at");
--> statement-breakpoint
CREATE INDEX "role_invitation_email" ON "role_invitation" USING btree ("email");
--> statement-breakpoint
CREATE INDEX "role_invitation_phone" ON "role_invitation" USING btree ("phone");
--> statement-breakpoint
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_membership" CHECK ("audit_entry"."chain" = coalesce("audit_entry"."municipality_id"::text, 'system')) NOT VALID;
--> statement-breakpoint
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_membership" CHECK ("audit_head"."chain" = coalesce("audit_head"."municipality_id"::text, 'system')) NOT VALID;
--> statement-breakpoint
ALTER TABLE "account_notice" ADD CONSTRAINT "account_notice_account_id_auth_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "auth_browser" ADD CONSTRAINT "auth_browser_account_id_auth_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "role_invitation" ADD CONSTRAINT "role_invitation_account_id_auth_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_user"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- The membership is checked for new rows only: a store in which somebody hid a row must still start, and `check audit`
-- names the row. Who works in one municipality alone was invited there.
update auth_user u set created_in = r.place
  from (select account_id, min(municipality_id::text)::uuid as place from role_assignment
         group by account_id having count(distinct municipality_id) = 1) r
 where r.account_id = u.id;
-- Whoever was invited and has not followed the link yet holds no role: the invitation waits for its answer.
insert into role_invitation (id, municipality_id, name, email, phone, roles, lang, token_hash, expires_at, invited_by, inviter_name)
select gen_random_uuid(), r.municipality_id, u.name, u.email, u.phone, array_agg(r.role order by r.role), u.lang,
       encode(sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'hex'), now() + interval '14 days', min(r.granted_by), ''
  from role_assignment r join auth_user u on u.id = r.account_id
 where r.valid_to is null and not u.demo
   and not exists (select from auth_credential c where c.account_id = u.id)
   and exists (select from auth_verification v where v.account_id = u.id and v.kind = 'invitation')
 group by r.municipality_id, u.id;
update role_assignment r set valid_to = greatest(r.valid_from, now()), ended_by = 'invitation'
  from auth_user u
 where u.id = r.account_id and r.valid_to is null and not u.demo
   and not exists (select from auth_credential c where c.account_id = u.id)
   and exists (select from auth_verification v where v.account_id = u.id and v.kind = 'invitation');
update auth_verification set used_at = now() where kind = 'invitation' and used_at is null;
-- A second factor that was begun belongs to the session in which it is begun.
delete from auth_two_factor where confirmed_at is null;
