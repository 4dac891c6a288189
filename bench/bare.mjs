// The measure of the public page: a server of node:http and nothing else that sends the same bytes.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [bytesFile, headersFile] = process.argv.slice(2);
const bytes = readFileSync(bytesFile);
const headers = JSON.parse(readFileSync(headersFile, 'utf8'));
const server = createServer((_request, response) => {
  response.writeHead(200, headers);
  response.end(bytes);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.on('SIGTERM', () => process.exit());
