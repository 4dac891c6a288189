import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SendMailOptions, Transporter } from 'nodemailer';
import type { Environment } from '../env.ts';

/** A letter in its reader's language: plain text, since it carries a link and nothing to look at. */
export type Letter = { readonly to: string; readonly subject: string; readonly text: string };

/** Sends letters. Rooms do not call it: they queue a letter with the work it belongs to (queue-mail.ts). */
export type Mailer = {
  /** @throws Error when it could not be handed over; the job tries again. */
  readonly deliver: (letter: Letter) => Promise<void>;
  readonly close: () => void;
};

/** By SMTP where SMTP_URL is set, else into the sink folder, one `.eml` file a letter. */
export function openMailer(env: Pick<Environment, 'smtpUrl' | 'dataFolder' | 'baseUrl'>): Mailer {
  const host = env.baseUrl === undefined ? 'localhost' : new URL(env.baseUrl).hostname;
  const from = { name: 'Ashar', address: `ashar@${host}` };
  return env.smtpUrl === undefined
    ? sinkMailer(sinkFolder(env.dataFolder), from)
    : smtpMailer(env.smtpUrl, from);
}

const sinkFolder = (dataFolder: string) => path.join(dataFolder, 'mail');

/** Letters that lie in the sink folder, those of all places: nobody got them, and a server named later sends none. */
export async function lettersLying({ dataFolder }: Pick<Environment, 'dataFolder'>): Promise<number> {
  try {
    return (await readdir(sinkFolder(dataFolder))).filter((name) => /^[^.].*\.eml$/.test(name)).length;
  } catch {
    // No letter was ever written there.
    return 0;
  }
}

type Sender = { readonly name: string; readonly address: string };

function options(letter: Letter, from: Sender): SendMailOptions {
  return {
    from,
    // As an object: a text would be read as a list of addresses.
    to: { name: '', address: letter.to },
    subject: letter.subject,
    text: letter.text,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function smtpMailer(url: string, from: Sender): Mailer {
  const sender = new URL(url).searchParams.get('from');
  const named = sender === null ? from : { ...from, address: sender };
  let transport: Transporter | undefined;
  return {
    async deliver(letter) {
      // Loaded with the first letter: a start does not wait for it.
      transport ??= (await import('nodemailer')).createTransport(url, {});
      await transport.sendMail(options(letter, named));
    },
    close: () => transport?.close(),
  };
}

function sinkMailer(folder: string, from: Sender): Mailer {
  return {
    async deliver(letter) {
      const { createTransport } = await import('nodemailer');
      const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
      const { message } = await transport.sendMail(options(letter, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${randomBytes(4).toString('hex')}`;
      // Whole or not at all for whoever watches the folder.
      await writeFile(path.join(folder, `.${name}`), message as Buffer, { mode: 0o600 });
      await rename(path.join(folder, `.${name}`), path.join(folder, `${name}.eml`));
    },
    close: () => undefined,
  };
}
