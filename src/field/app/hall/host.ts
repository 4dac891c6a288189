import {
  hallDraft,
  type HallOpened,
  type HallPhones,
  type HallSticker,
  type HallVector,
  type HallWall,
} from '../../../hall/rules/hall.ts';
import type { Sticker } from '../../rules/items.ts';
import { placedOf } from '../../rules/tally.ts';
import { HallLink } from '../core/hall-link.ts';
import type { Timer } from '../core/ports.ts';
import type { MeetingHandle } from '../core/handle.ts';
import { viewOf } from '../core/hooks.ts';
import { hallBrowser, hallFetch, type HallPorts } from './feed.ts';
import { wallOf } from './wall-state.ts';

/** What the host must know to go on with a hall after a reload; lies encrypted among the meeting's drafts. */
export type HallKeys = HallOpened & { readonly address?: string };

const gathers = 400;

/**
 * The hall as the host's device leads it, as long as the meeting is open: keeps the document the same on both sides,
 * takes over stickers and pictures of the others, and tells the wall what to show.
 */
export class HallHost {
  readonly meeting: MeetingHandle;
  readonly keys: HallKeys;
  readonly link: HallLink;
  readonly #ports: HallPorts;
  phones: HallPhones = { phones: [], strangersFlood: false };
  /** The address that the host chose for the codes; undefined means the server's best. */
  address: string | undefined;
  #vector: HallVector | undefined;
  #listeners = new Set<() => void>();
  #wall = '';
  #timer: Timer | undefined;
  #retry: Timer | undefined;
  #since: string | undefined;
  #taken = 0;
  /** Own pictures that the hall did not take: they are not brought to it again. */
  readonly #unwanted = new Set<string>();
  #running = new Map<string, { again: boolean }>();
  #unwatch: (() => void)[] = [];
  #stopped = false;

  constructor(meeting: MeetingHandle, keys: HallKeys, ports: HallPorts = hallBrowser) {
    this.meeting = meeting;
    this.keys = keys;
    this.address = keys.address;
    this.link = new HallLink({ id: keys.id, secret: keys.hostSecret }, meeting.doc, undefined, ports);
    this.#ports = ports;
  }

  start(): void {
    this.#unwatch = [
      this.link.watch(() => this.#look()),
      viewOf(this.meeting.doc).watch(() => this.#planWall()),
    ];
    // The meeting is closed when its document is: a locked app must not go on in its name.
    this.meeting.doc.on('destroy', this.#end);
    this.link.start();
    this.#planWall();
  }

  readonly #end = () => {
    this.stop();
    if (halls.get(this.meeting.id) === this) halls.delete(this.meeting.id);
  };

  stop(): void {
    this.#stopped = true;
    this.meeting.doc.off('destroy', this.#end);
    for (const end of this.#unwatch) end();
    this.#timer?.stop();
    this.#retry?.stop();
    this.link.stop();
  }

  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Chooses the address of the codes, on this page and on the wall; outlives a reload. */
  chooseAddress(address: string): void {
    this.address = address;
    this.meeting.drafts.set(hallDraft, JSON.stringify({ ...this.keys, address } satisfies HallKeys));
    this.#planWall();
    this.#tell();
  }

  /** Stickers from phones that this device has. */
  get taken(): number {
    return this.#taken;
  }

  /** Whether the hall does not take something of this device, so that the others do not see it. */
  get refused(): boolean {
    return this.link.status.refused !== undefined || this.#unwanted.size > 0;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #look(): void {
    const { vector, state } = this.link.status;
    const before = this.#vector;
    if (vector && state !== 'gone') {
      this.#vector = vector;
      if (vector.phones !== before?.phones) this.#run('phones', async () => await this.#readPhones());
      if (vector.stickers !== before?.stickers) this.#run('stickers', async () => await this.#takeStickers());
      if (vector.photos !== before?.photos) this.#run('photos', async () => await this.#exchangePhotos());
      if (!before) this.#planWall();
    }
    this.#tell();
  }

  /** One of a kind at a time; what fails is done again when the hall is heard of next. */
  #run(name: string, work: () => Promise<void>): void {
    // What was under way when the hall ended asks it no more: there is nobody to answer, without end.
    if (this.#stopped) return;
    const running = this.#running.get(name);
    if (running) {
      running.again = true;
      return;
    }
    const mark = { again: false };
    this.#running.set(name, mark);
    void work()
      .catch(() => {
        if (this.#stopped) return;
        // Without this the same state would not be looked at again.
        this.#vector = undefined;
        this.#retry ??= this.#ports.after(2000, () => {
          this.#retry = undefined;
          this.#look();
          this.#planWall();
        });
      })
      .finally(() => {
        this.#running.delete(name);
        this.#tell();
        if (mark.again) this.#run(name, work);
      });
  }

  async #call(path: string, init?: Parameters<typeof hallFetch>[2]): Promise<Response> {
    const answer = await hallFetch(this.link.hall, path, init, this.#ports);
    if (!answer.ok) throw new Error(`hall ${answer.status}`);
    return answer;
  }

  async #readPhones(): Promise<void> {
    this.phones = (await (await this.#call('/phones')).json()) as HallPhones;
  }

  /**
   * Takes stickers over under their own ids: what is here already is known by its id, so that a reload in the middle
   * loses and doubles nothing.
   */
  async #takeStickers(): Promise<void> {
    const query = this.#since === undefined ? '' : `?since=${encodeURIComponent(this.#since)}`;
    const { stickers } = (await (await this.#call(`/stickers${query}`)).json()) as {
      stickers: HallSticker[];
    };
    await this.meeting.takeStickers(stickers.map(stickerOf));
    const last = stickers.at(-1);
    if (last) this.#since = last.at;
    const all = viewOf(this.meeting.doc).stickers.filter((sticker) => sticker.way === 'phone').length;
    this.#taken = all;
    // Should one have slipped in behind the look back: everything once more.
    if (all < (this.#vector?.stickers ?? 0) && query !== '') {
      this.#since = undefined;
      await this.#takeStickers();
    }
  }

  /** Pictures of a recorder come here; ours go there, so that both draw on the same sheet. */
  async #exchangePhotos(): Promise<void> {
    const there = await this.#takePhotos();
    if (this.#vector?.ended) return;
    for (const { id } of viewOf(this.meeting.doc).record.photos) {
      if (there.includes(id) || this.#unwanted.has(id)) continue;
      const photo = await this.meeting.photo(id);
      if (!photo) continue;
      const bytes = new Uint8Array(await photo.arrayBuffer());
      const { hall } = this.link;
      const put = { method: 'PUT', bytes, patience: 60_000 };
      const answer = await hallFetch(hall, `/photos/${id}`, put, this.#ports);
      if ([409, 413, 422].includes(answer.status)) this.#unwanted.add(id);
      else if (!answer.ok) throw new Error(`hall ${answer.status}`);
    }
  }

  /** Takes the pictures of the others; gives the ids of all that lie in the hall. */
  async #takePhotos(): Promise<readonly string[]> {
    const { ids } = (await (await this.#call('/photos')).json()) as { ids: string[] };
    for (const id of ids) {
      if (await this.meeting.photo(id)) continue;
      const data = await (await this.#call(`/photos/${id}`, { patience: 60_000 })).arrayBuffer();
      await this.meeting.takePhoto(id, new Blob([data]));
    }
    return ids;
  }

  #planWall(): void {
    if (this.#stopped) return;
    this.#timer ??= this.#ports.after(gathers, () => {
      this.#timer = undefined;
      this.#run('wall', async () => await this.#pushWall());
    });
  }

  async #pushWall(): Promise<void> {
    // What an ended hall shows stands.
    if (this.link.status.vector?.ended) return;
    const { record, stickers } = viewOf(this.meeting.doc);
    const { doc, info } = this.meeting;
    const shown = wallOf(record, stickers, placedOf(doc), info.stickersPerPerson);
    const wall: HallWall = this.address === undefined ? shown : { ...shown, address: this.address };
    const text = JSON.stringify(wall);
    if (text !== this.#wall) {
      await this.#call('/wall', { method: 'PUT', json: wall });
      this.#wall = text;
    }
    const here = record.photos.length;
    if (here > (this.#vector?.photos ?? 0)) this.#run('photos', async () => await this.#exchangePhotos());
  }

  // What the host does by hand. Each throws when the hall could not be reached.

  async admit(ids: readonly string[]): Promise<void> {
    await this.#call('/phones', { method: 'POST', json: { ids, state: 'admitted' } });
    await this.#afterPhones();
  }

  async refuse(ids: readonly string[]): Promise<void> {
    await this.#call('/phones', { method: 'POST', json: { ids, state: 'refused' } });
    await this.#afterPhones();
  }

  /** Says whose phone it is; null takes that back. */
  async tie(phoneId: string, personId: string | null): Promise<void> {
    await this.#call(`/phones/${phoneId}`, { method: 'POST', json: { personId } });
    await this.#afterPhones();
  }

  async forget(phoneId: string): Promise<void> {
    await this.#call(`/phones/${phoneId}`, { method: 'DELETE' });
    await this.#afterPhones();
  }

  async setGallery(state: 'open' | 'closed'): Promise<void> {
    await this.#call('/gallery', { method: 'PUT', json: { state } });
    this.link.look();
  }

  async #afterPhones(): Promise<void> {
    await this.#readPhones();
    this.#tell();
  }

  /**
   * Ends the hall: phones are let go, everything is taken over, and the hall's server forgets the meeting.
   * @throws Error when it could not be reached or the meeting was closed; nothing is lost, and it can be ended again.
   */
  async end(): Promise<void> {
    await this.link.settle();
    if (this.#stopped) throw new Error('the meeting was closed');
    await this.#call('/end', { method: 'POST', json: {} });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const state = (await (await this.#call('/state')).json()) as HallVector;
      this.link.hear(state);
      this.#since = undefined;
      await this.#takeStickers();
      await this.#takePhotos();
      await this.link.settle();
      await this.meeting.kept();
      // A meeting that was closed takes nothing over any more.
      if (this.#stopped) throw new Error('the meeting was closed');
      const answer = await hallFetch(
        this.link.hall,
        '',
        { method: 'DELETE', json: { seq: this.link.seq, stickers: state.stickers } },
        this.#ports,
      );
      if (answer.ok || answer.status === 404) break;
      if (attempt === 3) throw new Error(`hall ${answer.status}`);
    }
    forgetHall(this.meeting);
  }
}

function stickerOf(sticker: HallSticker): Sticker {
  return {
    id: sticker.id,
    personId: sticker.personId,
    // A place counts only with its writer: several phones have a first sticker.
    slot: sticker.personId === null ? null : sticker.slot,
    text: sticker.text,
    sex: sticker.sex,
    way: 'phone',
    corrects: null,
    withdrawn: false,
    deviceTime: sticker.at,
  };
}

const halls = new Map<string, HallHost>();
const watchers = new Set<() => void>();

function changed(): void {
  for (const watcher of [...watchers]) watcher();
}

/** Called when a hall begins or ends on this device. */
export function watchHalls(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

/**
 * The hall of an open meeting, going on where it was after a reload; undefined when none is open. To be called when
 * a meeting is opened, so that the others are not cut off by a reload of the host.
 */
export function hallOf(meeting: MeetingHandle, ports: HallPorts = hallBrowser): HallHost | undefined {
  if (meeting.role !== 'host') return undefined;
  const known = halls.get(meeting.id);
  if (known?.meeting === meeting) return known;
  known?.stop();
  halls.delete(meeting.id);
  const kept = meeting.drafts.get(hallDraft);
  if (kept === '') return undefined;
  try {
    return begin(meeting, JSON.parse(kept) as HallKeys, ports);
  } catch {
    meeting.drafts.set(hallDraft, '');
    return undefined;
  }
}

function begin(meeting: MeetingHandle, keys: HallKeys, ports: HallPorts = hallBrowser): HallHost {
  const host = new HallHost(meeting, keys, ports);
  halls.set(meeting.id, host);
  host.start();
  return host;
}

export type OpenOutcome = HallHost | 'forbidden' | 'unreachable';

/** Opens a hall on the server this app came from: a hub in the room, or the office's. `token` proves the device. */
export async function openHall(
  meeting: MeetingHandle,
  about: { readonly title: string; readonly lang: 'ky' | 'ru' | 'en' },
  token: string | undefined,
): Promise<OpenOutcome> {
  const { info } = meeting;
  // The recorder gets the document from the hall itself.
  const shared = { ...info, document: null, stickers: [] };
  try {
    const answer = await fetch('/hall', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      credentials: 'omit',
      body: JSON.stringify({
        ...about,
        meetingId: meeting.id,
        stickersPerPerson: info.stickersPerPerson,
        askSex: info.sexMode === 'mixed',
        meeting: shared,
      }),
    });
    if (answer.status !== 201)
      return answer.status === 403 || answer.status === 401 ? 'forbidden' : 'unreachable';
    const keys = (await answer.json()) as HallKeys;
    meeting.drafts.set(hallDraft, JSON.stringify(keys));
    const host = begin(meeting, keys);
    changed();
    return host;
  } catch {
    return 'unreachable';
  }
}

/** Leaves a hall behind that has ended or is not there any more; who leads it since finds that out by itself. */
export function forgetHall(meeting: MeetingHandle): void {
  const host = halls.get(meeting.id);
  if (host?.meeting === meeting) {
    host.stop();
    halls.delete(meeting.id);
  }
  meeting.drafts.set(hallDraft, '');
  changed();
}
