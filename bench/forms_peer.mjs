// ODK Web Forms' engine without a browser, one form and one set of answers a line: `node forms_peer.mjs FOLDER`.
// FOLDER holds node_modules with @getodk/xforms-engine and jsdom. A line of stdin is {"form": path, "steps": path};
// the answer is one line of milliseconds by the clock, and of the process's own time (it has helper threads).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.argv[2], 'package.json'));
const { JSDOM } = require('jsdom');
const dom = new JSDOM('<!doctype html>', { url: 'http://localhost/' });
for (const name of [
  'window', 'document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Attr', 'Text', 'Document', 'XMLDocument',
  'XPathResult', 'XPathEvaluator', 'NodeFilter', 'CDATASection', 'Comment', 'ProcessingInstruction',
  'DocumentFragment', 'HTMLElement', 'FormData', 'File', 'Blob',
]) {
  const value = name === 'window' ? dom.window : dom.window[name];
  try { Object.defineProperty(globalThis, name, { value, configurable: true, writable: true }); } catch { /* node's */ }
}
// its WebAssembly part would take itself for node's, with files that its bundle left out
const real = globalThis.process;
globalThis.process = { env: real.env, argv: real.argv };
const { loadForm } = await import(pathToFileURL(require.resolve('@getodk/xforms-engine')).href);
globalThis.process = real;
console.log = console.info = console.debug = console.warn = () => {};

const plain = (reference) => reference.replace(/\[1\]/g, '');
function* below(node) {
  yield node;
  for (const child of node.currentState.children ?? []) yield* below(child);
}

async function round(xml, steps) {
  const marks = [[performance.now(), process.cpuUsage()]];
  const mark = () => marks.push([performance.now(), process.cpuUsage()]);
  const result = await loadForm(xml, {
    missingResourceBehavior: 'BLANK', fetchFormAttachment: async () => new Response('', { status: 404 }),
  });
  mark();
  const { root } = result.createInstance({ preloadProperties: { deviceID: 'device' } });
  mark();
  // questions are found before the clock runs: finding them is no part of an answer
  const found = new Map([...below(root)].map((node) => [plain(node.currentState.reference), node]));
  const targets = steps.map((step) => [found.get(plain(step.set)), step.value]);
  mark();
  for (const [node, value] of targets) node.setValue(value);
  const problems = root.validationState.violations.length;
  mark();
  const figures = { problems };
  for (const [place, name] of [[1, 'load'], [2, 'create'], [4, 'answers']]) {
    const [[began, before], [ended, after]] = [marks[place - 1], marks[place]];
    figures[name] = ended - began;
    figures[`${name} cpu`] = (after.user - before.user + after.system - before.system) / 1000;
  }
  return figures;
}

for await (const line of createInterface({ input: real.stdin })) {
  const { form, steps } = JSON.parse(line);
  const figures = await round(readFileSync(form, 'utf8'), JSON.parse(readFileSync(steps, 'utf8')));
  real.stdout.write(`${JSON.stringify(figures)}\n`);
}
real.exit(0);
