import { createContext } from 'preact';
import { useContext, useEffect, useReducer } from 'preact/hooks';
import type { OpenMeeting } from './open-meeting.ts';
import { Outbox } from './outbox.ts';
import { Sender } from './sender.ts';
import { meetingsHere } from './store.ts';
import type { Identity, Vault } from './vault.ts';

/** A person at work: their store is open, their outbox is being sent. */
export class Session {
  readonly vault: Vault;
  readonly identity: Identity;
  readonly outbox: Outbox;
  readonly sender: Sender;
  #meeting: OpenMeeting | undefined;
  #opening: Promise<unknown> = Promise.resolve();

  private constructor(vault: Vault, identity: Identity, outbox: Outbox, sender: Sender) {
    this.vault = vault;
    this.identity = identity;
    this.outbox = outbox;
    this.sender = sender;
  }

  static async begin(vault: Vault, version: string): Promise<Session> {
    const identity = await vault.identity();
    const outbox = await Outbox.open(vault);
    const session = new Session(vault, identity, outbox, new Sender(outbox, identity.token, version));
    void session.#queueRest();
    return session;
  }

  /** What was changed before a killed browser could queue it. */
  async #queueRest(): Promise<void> {
    for (const { info, dirty } of await meetingsHere(this.vault)) {
      if (!dirty || this.#meeting?.id === info.id) continue;
      const { queueChanges } = await import('./open-meeting.ts');
      await this.#inTurn(async () => {
        // It may have been opened meanwhile: then it queues its changes itself.
        if (this.#meeting?.id !== info.id) await queueChanges(this.vault, this.outbox, info.id);
      }).catch(() => undefined);
    }
  }

  /** One after another: a meeting that is being closed is not opened before it is closed. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#opening.then(work, work);
    this.#opening = next.catch(() => undefined);
    return next;
  }

  get meeting(): OpenMeeting | undefined {
    return this.#meeting;
  }

  /** Opens a meeting; the one that was open is closed first. Undefined: it is not on this device. */
  async open(id: string): Promise<OpenMeeting | undefined> {
    return await this.#inTurn(async () => {
      if (this.#meeting?.id === id) return this.#meeting;
      await this.#meeting?.close();
      this.#meeting = undefined;
      const { OpenMeeting } = await import('./open-meeting.ts');
      this.#meeting = await OpenMeeting.open(this.vault, this.outbox, id);
      return this.#meeting;
    });
  }

  /** Keeps and queues what is open. @throws KeepError; the meeting then stays open */
  async closeMeeting(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#meeting?.close();
      this.#meeting = undefined;
    });
  }

  /** Whether a step of the open meeting is going on. */
  async running(): Promise<boolean> {
    if (!this.#meeting) return false;
    const { clocksOf } = await import('../../rules/document.ts');
    const now = Date.now();
    return Object.values(clocksOf(this.#meeting.doc)).some(
      ({ startedAt, endedAt }) =>
        startedAt !== null && endedAt === null && Math.abs(now - Date.parse(startedAt)) < 4 * 3_600_000,
    );
  }

  /** Keeps everything and lets go of the store. @throws KeepError; then the session goes on */
  async end(): Promise<void> {
    await this.closeMeeting();
    this.sender.end();
    await this.vault.close();
  }
}

export const SessionContext = createContext<Session | null>(null);

/** @throws Error when nobody has opened their store. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside a session');
  return session;
}

/** The outbox and what sending does, afresh at each change; null where there is none (a hall's recorder). */
export function useOutbox(): Pick<Session, 'outbox' | 'sender'> | null {
  const session = useContext(SessionContext);
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    if (!session) return undefined;
    const ends = [session.outbox.watch(() => again(0)), session.sender.watch(() => again(0))];
    return () => {
      for (const end of ends) end();
    };
  }, [session]);
  return session;
}
