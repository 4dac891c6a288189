// `npm run bench`: the figures of docs/developers/bench.md. Sources are TypeScript with pages in them, so tsx reads
// them; the server itself is measured as it is built.
import { register } from 'tsx/esm/api';
import { ensureChromium, howToInstall } from '../scripts/chromium.mjs';

// Said on standard error: with --json the figures stand alone on standard output.
if (ensureChromium() === undefined) console.error(howToInstall);

register();
const { main } = await import('./main.ts');
await main(process.argv.slice(2));
