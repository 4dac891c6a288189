import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What Ashar reads from its surroundings. Nothing else in the program looks at `process.env`. */
export type Environment = {
  /** The operator's PostgreSQL; undefined means the embedded one in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Absolute path of the data folder (embedded database, files, secret, backups). */
  readonly dataFolder: string;
  /** At least 32 characters; signs cookies and one-time links. */
  readonly secret: string;
  /** Public address without a trailing slash; undefined means "as the request says". */
  readonly baseUrl: string | undefined;
  /** smtp:// or smtps:// address; undefined means mail goes to the sink folder. */
  readonly smtpUrl: string | undefined;
  readonly mode: 'development' | 'test' | 'production';
  /** True when a reverse proxy in front sets X-Forwarded-For and X-Forwarded-Proto. */
  readonly trustProxy: boolean;
  /** Map pictures for the field app, `https://…/{z}/{x}/{y}.png`; undefined means that the app draws on a sheet. */
  readonly tilesUrl: string | undefined;
  /** Whose map it is, shown on it. */
  readonly tilesAttribution: string;
  /** Of a hall's hub: the office's server, without a trailing slash. */
  readonly officeUrl?: string | undefined;
};

const flag = z
  .enum(['0', '1', 'true', 'false', 'yes', 'no'], { error: 'must be 1 or 0' })
  .transform((word) => word === '1' || word === 'true' || word === 'yes');

function address(protocols: readonly string[], example: string) {
  return z.string().refine(
    (text) => {
      const url = URL.parse(text);
      return url !== null && protocols.includes(url.protocol);
    },
    { error: `must be an address such as ${example}` },
  );
}

const databaseExample = 'postgres://user:password@host:5432/ashar';
const smtpExample = 'smtp://user:password@mail.example.kg:587';
const cutWords = 'has / # or ? in the user or password; write them as %2F %23 %3F, as in';

/**
 * Whether a password was cut in two: a sign such as / or # in it ends the part of the host, so that the last @, which
 * stands before the host, is found behind it. The program would call another host and say nothing.
 */
function isCut(text: string): boolean {
  const url = URL.parse(text);
  if (!url) return false;
  const asked = [...url.searchParams.keys()];
  const known = ['from', 'options', 'sslmode', 'host', 'application_name'];
  const search = asked.some((name) => known.includes(name)) ? '' : url.search;
  return `${url.pathname}${search}${url.hash}`.includes('@');
}

/** Why an address of a mail server would be understood otherwise than it was meant; undefined when it would not. */
function smtpTrouble(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^smtps?:\/\//i.test(text) || url.hostname === '')
    return 'must have // before the host, as in';
  if (isCut(text)) return cutWords;
  if (url.hash !== '' || !['', '/'].includes(url.pathname)) return 'must end after the port, as in';
  if (url.username === '' && url.password !== '') return 'has a password but no user, as in';
  if (!decodes(url.username) || !decodes(url.password)) return 'has a % that must be written as %25, as in';
  return undefined;
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const shape = z.object({
  DATABASE_URL: address(['postgres:', 'postgresql:'], databaseExample)
    .refine((text) => !isCut(text), { error: `${cutWords}: ${databaseExample}` })
    .optional(),
  HOST: z
    .string()
    .regex(/^[0-9a-zA-Z.:_-]+$/, { error: 'must be a host name or an address such as 127.0.0.1 or 0.0.0.0' })
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'must be a port number from 0 to 65535' })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: 'must be a port number from 0 to 65535' })
    .default(3000),
  ASHAR_DATA: z.string().default('./data'),
  ASHAR_SECRET: z.string().min(32, { error: 'must have at least 32 characters' }).optional(),
  ASHAR_BASE_URL: address(['http:', 'https:'], 'https://ashar.example.kg')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  SMTP_URL: address(['smtp:', 'smtps:'], smtpExample)
    .refine((text) => smtpTrouble(text) === undefined, {
      error: (issue) => `${smtpTrouble(String(issue.input)) ?? ''}: ${smtpExample}`,
    })
    .optional(),
  NODE_ENV: z
    .enum(['development', 'test', 'production'], { error: 'must be development, test or production' })
    .default('production'),
  TRUST_PROXY: flag.default(false),
  ASHAR_TILES_URL: address(['https:', 'http:'], 'https://tiles.example.kg/{z}/{x}/{y}.png')
    .refine((text) => ['{z}', '{x}', '{y}'].every((part) => text.includes(part)), {
      error: 'must hold {z}, {x} and {y}, such as https://tiles.example.kg/{z}/{x}/{y}.png',
    })
    // The host is named in the pages' policy: it must be one host, not a pattern of them.
    .refine((text) => /^[a-z]+:\/\/[\w.-]+(:\d+)?\//i.test(text), { error: 'must name one host' })
    .optional(),
  ASHAR_TILES_ATTRIBUTION: z.string().max(300).default(''),
  ASHAR_OFFICE: address(['https:', 'http:'], 'https://ashar.example.kg')
    .transform((text) => new URL(text).origin)
    .refine(
      (origin) => origin.startsWith('https:') || /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(origin),
      {
        error: 'must begin with https://',
      },
    )
    .optional(),
});

/** A variable that cannot be used. The message is one line and names the variable, never its value. */
export class EnvironmentError extends Error {}

/**
 * Reads and checks the variables without touching the disk; the secret is undefined when none was given.
 * An empty variable counts as absent, as it does in compose files.
 * @throws EnvironmentError naming the first bad variable.
 */
export function parseEnvironment(
  source: Readonly<Record<string, string | undefined>>,
): Omit<Environment, 'secret'> & { readonly secret: string | undefined } {
  const present = Object.fromEntries(
    Object.keys(shape.shape)
      .map((name) => [name, source[name]?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = shape.safeParse(present);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EnvironmentError(
      `${issue?.path.join('.') ?? 'environment'}: ${issue?.message ?? 'cannot be read'}`,
    );
  }
  const values = parsed.data;
  return {
    databaseUrl: values.DATABASE_URL,
    host: values.HOST,
    port: values.PORT,
    dataFolder: path.resolve(values.ASHAR_DATA),
    secret: values.ASHAR_SECRET,
    baseUrl: values.ASHAR_BASE_URL,
    smtpUrl: values.SMTP_URL,
    mode: values.NODE_ENV,
    trustProxy: values.TRUST_PROXY,
    tilesUrl: values.ASHAR_TILES_URL,
    tilesAttribution: values.ASHAR_TILES_ATTRIBUTION,
    ...(values.ASHAR_OFFICE === undefined ? {} : { officeUrl: values.ASHAR_OFFICE }),
  };
}

/**
 * The secret kept in the data folder, made on first use. Only its owner may read it (mode 0600).
 * @throws EnvironmentError when the folder cannot be used or the file was damaged.
 */
export function keptSecret(dataFolder: string): string {
  const file = path.join(dataFolder, 'secret');
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    if (!existsSync(file)) {
      // Written aside and linked into place, so that two starts at once end with one secret and a crash in
      // between leaves none rather than half of one.
      const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
      writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flush: true });
      try {
        linkSync(draft, file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      } finally {
        rmSync(draft, { force: true });
      }
    }
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length >= 32) return secret;
  } catch (error) {
    throw new EnvironmentError(`ASHAR_DATA: cannot use ${dataFolder} (${(error as Error).message})`);
  }
  throw new EnvironmentError(
    `ASHAR_SECRET: the secret kept in ${file} is damaged (shorter than 32 characters)`,
  );
}

/**
 * The environment of this process, with the secret. The first bad value ends the process with code 1 and one
 * line that names the variable: a server that starts half configured is worse than one that does not start.
 */
export function loadEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  try {
    const parsed = parseEnvironment(source);
    return { ...parsed, secret: parsed.secret ?? keptSecret(parsed.dataFolder) };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/**
 * The environment of a hall's hub: it listens to the network of the room and has a data folder of its own, unless the
 * variables say otherwise. What the command line says stands above them.
 */
export function loadHubEnvironment(
  said: { readonly office?: string; readonly port?: string },
  source: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const given = Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== '');
  return loadEnvironment({
    HOST: '0.0.0.0',
    ASHAR_DATA: './data-hub',
    ...Object.fromEntries(given),
    ...(said.port === undefined ? {} : { PORT: said.port }),
    ...(said.office === undefined ? {} : { ASHAR_OFFICE: said.office }),
  });
}

/**
 * The folder that holds package.json, found upwards from this file, so that it is the same whether the program
 * runs from `src` or from its built form.
 */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('package.json was not found above the program');
    folder = parent;
  }
  return folder;
}
