import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { fromBase64 } from '../../rules/base64.ts';
import type { Held } from '../../rules/items.ts';
import { covers, emptyVector } from '../../rules/state-vector.ts';
import { lackingAt } from './lacking.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { Outbox } from './outbox.ts';
import { browser, type Ports } from './ports.ts';
import { Sender, type Doubt } from './sender.ts';
import { meetingsHere, type Store } from './store.ts';
import type { Identity, Vault } from './vault.ts';
import { useWatched } from './watched.ts';

/** So long after a comparison with the office a meeting is compared again while the app stays open, in ms. */
const comparedFor = 12 * 3_600_000;

const loadMeetings = async () => await import('./open-meeting.ts');

/** A person at work: their store is open, their outbox is being sent. */
export class Session<V extends Store = Vault> {
  readonly vault: V;
  readonly identity: Identity;
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly #ports: Ports;
  readonly #load: typeof loadMeetings;
  readonly #unwatch: () => void;
  #meeting: OpenMeeting | undefined;
  #opening: Promise<unknown> = Promise.resolve();
  /** The office's store as last heard, and when each meeting was compared with it. */
  #store: string | undefined;
  readonly #compared = new Map<string, number>();
  #comparing = false;
  #ended = false;

  private constructor(
    vault: V,
    identity: Identity,
    outbox: Outbox,
    version: string,
    ports: Ports,
    load: typeof loadMeetings,
  ) {
    this.vault = vault;
    this.identity = identity;
    this.outbox = outbox;
    this.#ports = ports;
    this.#load = load;
    this.sender = new Sender(
      outbox,
      identity.token,
      version,
      {
        compare: async (id, doubt) => await this.#compare(id, doubt),
        heard: (store) => {
          this.#hear(store);
          void this.#compareRest();
        },
      },
      ports,
    );
    this.#unwatch = ports.onOnline(() => void this.#compareRest());
  }

  static async begin<V extends Store>(
    vault: V,
    version: string,
    ports: Ports = browser,
    load: typeof loadMeetings = loadMeetings,
  ): Promise<Session<V>> {
    const identity = await vault.identity();
    const outbox = await Outbox.open(vault);
    const session = new Session(vault, identity, outbox, version, ports, load);
    void session.#queueRest().then(async () => await session.#compareRest());
    return session;
  }

  /** What was changed before a killed browser could queue it. */
  async #queueRest(): Promise<void> {
    for (const { info, dirty } of await meetingsHere(this.vault)) {
      if (!dirty || this.#meeting?.id === info.id) continue;
      const { queueChanges } = await this.#load();
      await this.#inTurn(async () => {
        // It may have been opened meanwhile: then it queues its changes itself.
        if (this.#meeting?.id !== info.id) await queueChanges(this.vault, this.outbox, info.id, this.#ports);
      }).catch(() => undefined);
    }
  }

  /** Another store than before: a backup was restored, and what was heard of the old one says nothing any more. */
  #hear(store: string | undefined): void {
    if (store === undefined || store === this.#store) return;
    this.#store = store;
    this.#compared.clear();
  }

  /** Compares each meeting of this device with the office once, and again when the office has another store. */
  async #compareRest(): Promise<void> {
    if (this.#comparing || this.#ended) return;
    this.#comparing = true;
    try {
      for (const { info } of await meetingsHere(this.vault)) {
        const compared = this.#compared.get(info.id);
        const since = compared === undefined ? Infinity : Math.abs(this.#ports.now() - compared);
        if (since < comparedFor) continue;
        if (this.#ended || (await this.#compare(info.id)) === 'unknown') break;
      }
    } catch {
      // The device did not keep what came of it; it is compared again at the next answer.
    } finally {
      this.#comparing = false;
    }
  }

  /** @throws KeepError */
  async #compare(id: string, doubt?: Doubt): Promise<'same' | 'sent-again' | 'unknown'> {
    const behind = doubt === 'behind';
    const reply = await this.#ports.ask<Held>(`/field/api/sessions/${id}/held`, {
      token: this.identity.token,
    });
    if (this.#ended) return 'unknown';
    if (!reply.ok) {
      // A meeting that is not there (any more), or a server of before: there is nothing to compare with.
      if (reply.status !== 404) return 'unknown';
      this.#compared.set(id, this.#ports.now());
      return 'same';
    }
    this.#hear(reply.value.store);
    const hear = async (meeting: OpenMeeting) => {
      const sentAgain = await meeting.takeHeld(reply.value, behind);
      if (!doubt) await meeting.askRefusedAgain(reply.value);
      return sentAgain;
    };
    const sentAgain = await this.#inTurn(async () => {
      if (this.#meeting?.id === id) return await hear(this.#meeting);
      if (!doubt && !(await this.#differs(id, reply.value))) return false;
      const { OpenMeeting } = await this.#load();
      const meeting = await OpenMeeting.open(this.vault, this.outbox, id, this.#ports);
      const taken = meeting ? await hear(meeting) : false;
      await meeting?.close();
      return taken;
    });
    this.#compared.set(id, this.#ports.now());
    return sentAgain ? 'sent-again' : 'same';
  }

  /** Whether a meeting must be opened to hear what the office holds of it. */
  async #differs(id: string, held: Held): Promise<boolean> {
    const row = await this.vault.read((db) => db.get('meetings', id));
    if (!row) return false;
    const known = row.known ? ((await this.vault.unsealValue(`known|${id}`, row.known)) as string[]) : [];
    const { lines, others } = lackingAt(held, this.outbox.lines, id, known);
    const refused = this.outbox.lines.some(
      ({ meeting, kind, state }) => meeting === id && kind === 'sticker' && state === 'refused',
    );
    const acked = row.acked ? await this.vault.unseal(`acked|${id}`, row.acked) : emptyVector;
    return refused || lines.length > 0 || others.length > 0 || !covers(fromBase64(held.vector), acked);
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
      const { OpenMeeting } = await this.#load();
      this.#meeting = await OpenMeeting.open(this.vault, this.outbox, id, this.#ports);
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
    const { clocksOf } = await import('../../rules/record-of.ts');
    const now = this.#ports.now();
    return Object.values(clocksOf(this.#meeting.doc)).some(
      ({ startedAt, endedAt }) =>
        startedAt !== null && endedAt === null && Math.abs(now - Date.parse(startedAt)) < 4 * 3_600_000,
    );
  }

  /** Keeps everything and lets go of the store. @throws KeepError; then the session goes on */
  async end(): Promise<void> {
    await this.closeMeeting();
    this.#ended = true;
    this.#unwatch();
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
  useWatched((look) => session?.outbox.watch(look), [session]);
  useWatched((look) => session?.sender.watch(look), [session]);
  return session;
}
