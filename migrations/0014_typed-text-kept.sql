CREATE TABLE "kept_form" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "auth_verification" ADD COLUMN "by_hand" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "role_invitation" ADD COLUMN "by_hand" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "auth_session" ADD COLUMN "shown_codes" text;
--> statement-breakpoint
ALTER TABLE "auth_session" ADD COLUMN "shown_codes_at" timestamp (3) with time zone;
--> statement-breakpoint
CREATE INDEX "kept_form_account" ON "kept_form" USING btree ("account_id","created_at");
--> statement-breakpoint
ALTER TABLE "kept_form" ADD CONSTRAINT "kept_form_account_id_auth_user_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."auth_user"("id") ON DELETE cascade ON UPDATE no action;
