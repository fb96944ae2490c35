import { prepareDatabase, prepareFolder } from "./template.ts";

/** Before the first test: what each test file gets a copy of. */
export default async function prepare(): Promise<void> {
  await prepareFolder();
  const server = process.env["TEST_DATABASE_URL"];
  if (server !== undefined && server !== "") await prepareDatabase(server);
}
