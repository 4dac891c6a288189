ALTER TABLE "statement" ADD COLUMN "batch_id" uuid;
