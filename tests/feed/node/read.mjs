// Prints what two JavaScript parsers make of the feed on stdin, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseFeed } from "feedsmith";

const partytime = createRequire(import.meta.url)("podcast-partytime");
const xml = readFileSync(0, "utf8");
console.log(JSON.stringify({ feedsmith: parseFeed(xml), partytime: partytime.parseFeed(xml, { allowMissingGuid: false }) }));
