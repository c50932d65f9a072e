// Runs every *.test.mjs beside this file in a real browser and ends with "N passed, N failed".
//   node web/tests/run.mjs            all
//   node web/tests/run.mjs booking    only files whose name contains this word
import { readdir } from "node:fs/promises";
import { runAll } from "./kit.mjs";

const word = process.argv[2] ?? "";
const files = (await readdir(import.meta.dirname)).filter((name) => name.endsWith(".test.mjs") && name.includes(word));
for (const name of files.sort()) await import(`./${name}`);
const { passed, failed } = await runAll();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
