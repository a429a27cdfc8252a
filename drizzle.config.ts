import { defineConfig } from "drizzle-kit";

// Only `drizzle-kit generate` is used, which compares the schema with the last snapshot and needs no database.
export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/*.ts",
  out: "./db/migrations",
  strict: true,
});
