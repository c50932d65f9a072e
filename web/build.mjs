// Builds web/dist: what the server embeds. Run by `make` before cargo.
//   node build.mjs           once
//   node build.mjs --watch   again at every change of a style or a script
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { watch } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, "dist");
const figtree = path.join(here, "node_modules/@fontsource-variable/figtree");
/** Steps of five minutes in a day: the most a week's grid can hold. */
const STEPS = 288;

await once();
if (process.argv.includes("--watch")) {
  for (const folder of ["styles", "islands"]) watch(path.join(here, folder), { recursive: true }, () => once().catch(console.error));
}

async function once() {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  await copyFile(path.join(figtree, "files/figtree-latin-wght-normal.woff2"), path.join(dist, "figtree.woff2"));
  await copyFile(path.join(figtree, "LICENSE"), path.join(dist, "figtree-OFL.txt"));
  for (const name of await readdir(path.join(here, "assets"))) {
    await copyFile(path.join(here, "assets", name), path.join(dist, name));
  }
  const font = await shortHash(path.join(dist, "figtree.woff2"));
  await style("app.css", (css) => css.replaceAll("figtree.woff2", `figtree.woff2?v=${font}`));
  await style("console.css", (css) => steps() + css);
  for (const name of await readdir(path.join(here, "islands"))) await island(name);
  await writeManifest();
}

/** Bundles one script: a comfort of one page, which works without it. */
async function island(name) {
  await build({
    entryPoints: [path.join(here, "islands", name)],
    outfile: path.join(dist, name),
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome111", "firefox113", "safari16.2"],
  });
}

/** Bundles one style sheet; `finish` has the last word on its text. */
async function style(name, finish) {
  const result = await build({
    entryPoints: [path.join(here, "styles", name)],
    bundle: true,
    minify: true,
    write: false,
    external: ["*.woff2"],
    target: ["chrome111", "firefox113", "safari16.2"],
  });
  await writeFile(path.join(dist, name), finish(result.outputFiles[0].text));
}

/** One class for each place (`t`) and each height (`n`), so that no page needs inline style. */
function steps() {
  let css = "";
  for (let step = 0; step <= STEPS; step++) css += `.t${step}{--t:${step}}.n${step}{--n:${step}}`;
  return css;
}

/** `manifest.json` names every file with its hash and its size, for whoever serves or packs them. */
async function writeManifest() {
  const manifest = {};
  for (const name of (await readdir(dist)).sort()) {
    const file = path.join(dist, name);
    manifest[name] = { hash: await shortHash(file), bytes: (await readFile(file)).length };
  }
  await writeFile(path.join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The first eight hex digits of the content's SHA-256, the same that the server puts into addresses. */
async function shortHash(file) {
  return createHash("sha256").update(await readFile(file)).digest("hex").slice(0, 8);
}
