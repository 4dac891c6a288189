import { defineConfig } from 'drizzle-kit';

// Read by drizzle-kit only through scripts/db-generate.mjs, which sets the output folder.
export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/*/schema.ts', './src/platform/*/schema.ts'],
  out: process.env['ASHAR_MIGRATIONS_OUT'] ?? './migrations',
  casing: 'snake_case',
});
