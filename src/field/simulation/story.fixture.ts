import { correctionOf, standing, withdrawalOf } from '../rules/stickers.ts';
import { recordOf, stickersOf } from '../rules/document.ts';
import { meetingId, Office, type OfficeFaults, type OfficeState } from './office.fixture.ts';
import { Device, goodLine, type Line } from './device.fixture.ts';
import { World } from './world.fixture.ts';

// One story: two phones of one meeting and an office, people who write, and everything that may go wrong. At its end
// all lines are good and everybody sends; then all must hold the same, with nothing lost and nothing doubled.

/** What people saw as kept, by what it is. */
type Kept = {
  readonly stickers: Set<string>;
  readonly photos: Set<string>;
  readonly notes: Set<string>;
  readonly people: Set<string>;
  finished: boolean;
};

export type Told = { readonly faults: readonly string[]; readonly story: readonly string[] };

const minute = 60_000;

/** Clock of the programs: the device whose turn it is. */
export const clock = { now: Date.UTC(2026, 2, 20, 4) };

export class Story {
  readonly world: World;
  readonly #at: { office: Office; up: boolean };
  readonly #devices: readonly Device[];
  readonly #kept: Kept = {
    stickers: new Set(),
    photos: new Set(),
    notes: new Set(),
    people: new Set(),
    finished: false,
  };
  #backups: OfficeState[] = [];
  #removed = new Set<string>();
  #counter = 0;
  readonly #always = { alive: true };

  constructor(seed: number, faults: OfficeFaults = {}) {
    this.world = new World(seed);
    this.#at = { office: new Office(faults), up: true };
    this.#devices = [1, 2].map((number) => new Device(this.world, this.#at, number));
    this.#backups.push(this.#at.office.state);
  }

  async tell(): Promise<Told> {
    const { world } = this;
    const minutes = 5 + world.upTo(40);
    const actions = 15 + world.upTo(50);
    for (const device of this.#devices) void this.#morning(device);
    await world.runUntil(world.now + 20_000);
    for (let action = 0; action < actions; action += 1) {
      await world.runUntil(world.now + world.random() * ((minutes * minute) / actions) * 2);
      this.#happen();
    }
    const faults = await this.#evening();
    return { faults, story: world.story };
  }

  /** Opens the app and the meeting. */
  async #morning(device: Device): Promise<void> {
    const { life } = device;
    if (life.alive) return;
    await device.start();
    await this.#open(device);
  }

  async #open(device: Device): Promise<void> {
    try {
      const meeting = await device.session?.open(meetingId);
      if (!meeting && (await device.takeAlong())) await device.session?.open(meetingId);
    } catch {
      // A full disk: the next touch tries again.
    }
  }

  #happen(): void {
    const { world } = this;
    const device = world.pick(this.#devices);
    const dice = world.upTo(100);
    if (dice < 55) this.#write(device);
    else if (dice < 62) this.#turn(device);
    else if (dice < 69) this.#setLine(device);
    else if (dice < 76) this.#killDevice(device);
    else if (dice < 80) this.#fill(device);
    else if (dice < 83) this.#jump(device);
    else if (dice < 87) void this.#takeAnew(device);
    else if (dice < 90) this.#killOffice();
    else if (dice < 95) this.#backup();
    else if (dice < 98) this.#restore();
    else this.#renew();
  }

  #write(device: Device): void {
    const { meeting } = device;
    if (!meeting) {
      if (!device.life.alive) void this.#morning(device);
      else void this.#open(device);
      return;
    }
    const { world } = this;
    const kept = (set: Set<string>, id: string) => {
      void meeting.kept().then(
        () => set.add(id),
        () => undefined,
      );
    };
    const name = `${device.name}-${(this.#counter += 1)}`;
    const dice = world.upTo(12);
    if (dice < 3) {
      world.tell(`${device.name} writes sticker ${name}`);
      void meeting
        .addStickers([
          {
            personId: null,
            slot: null,
            text: name,
            sex: null,
            way: 'typed',
            corrects: null,
            withdrawn: false,
          },
        ])
        .then(
          ([sticker]) => this.#kept.stickers.add(sticker!.id),
          () => world.tell(`${device.name} could not keep ${name}`),
        );
    } else if (dice < 5) {
      const old = standing(stickersOf(meeting.doc));
      if (old.length === 0) return;
      const one = world.pick(old);
      const next = world.chance(0.6) ? correctionOf(one, name) : withdrawalOf(one);
      world.tell(`${device.name} ${next.withdrawn ? 'takes back' : 'corrects'} ${one.text}: ${name}`);
      void meeting.addStickers([next]).then(
        ([sticker]) => this.#kept.stickers.add(sticker!.id),
        () => undefined,
      );
    } else if (dice < 8) {
      const part = world.pick(['opening', 'gallery'] as const);
      world.tell(`${device.name} notes ${name}`);
      const before = recordOf(meeting.doc).notes[part];
      meeting.edit.setNote(part, world.chance(0.5) ? `${before} <${name}>` : `<${name}> ${before}`);
      kept(this.#kept.notes, `<${name}>`);
    } else if (dice < 9) {
      const id = this.#newId();
      world.tell(`${device.name} registers ${name}`);
      meeting.edit.put('people', id, { number: 0, fullName: name, kind: 'community' });
      kept(this.#kept.people, id);
    } else if (dice < 10) {
      const people = recordOf(meeting.doc).people;
      if (people.length === 0) return;
      const one = world.pick(people);
      world.tell(`${device.name} takes ${one.fullName} off the list`);
      this.#removed.add(one.id);
      meeting.edit.remove('people', one.id);
    } else if (dice < 11) {
      const id = this.#newId();
      world.tell(`${device.name} takes a picture ${id.slice(-4)}`);
      const bytes = new Uint8Array([1, 2, 3, this.#counter & 255]);
      const blob = { arrayBuffer: async () => await Promise.resolve(bytes.buffer) } as unknown as Blob;
      void meeting.takePhoto(id, blob).then(
        () => {
          this.#kept.photos.add(id);
          meeting.edit.put('photos', id, { purpose: 'other', caption: '', width: 1, height: 1 });
        },
        () => undefined,
      );
    } else if (world.chance(0.3)) {
      world.tell(`${device.name} finishes`);
      void meeting.finish().then(
        () => (this.#kept.finished = true),
        () => undefined,
      );
    } else {
      world.tell(`${device.name} sets the day`);
      meeting.edit.setMeta({ women: world.upTo(50), heldVenue: name });
    }
  }

  #newId(): string {
    const hex = (this.#counter + 0x1000 + this.world.upTo(0xffff) * 0x10000).toString(16).padStart(12, '0');
    return `0000000f-0000-7000-8000-${hex.slice(-12)}`;
  }

  #turn(device: Device): void {
    if (!device.life.alive) return;
    this.world.tell(`${device.name} is put away and taken out`);
    device.turn(true);
    this.world.after(this.world.random() * 5_000, device.life, () => device.turn(false));
  }

  #setLine(device: Device): void {
    const { world } = this;
    const line: Line = world.chance(0.3)
      ? goodLine
      : {
          dead: world.chance(0.4),
          loses: world.random() * 0.7,
          doubles: world.random() * 0.3,
          slow: world.chance(0.3) ? 90_000 : 2_000,
        };
    world.tell(
      `${device.name} line: ${line.dead ? 'dead' : `loses ${line.loses.toFixed(1)}, slow ${line.slow}`}`,
    );
    device.line = line;
    if (!line.dead) device.online();
  }

  #killDevice(device: Device): void {
    const { world } = this;
    world.tell(`${device.name} is killed`);
    device.kill();
    world.after(world.random() * 5 * minute, this.#always, () => void this.#morning(device));
  }

  #fill(device: Device): void {
    const { world } = this;
    world.tell(`${device.name} is full`);
    device.disk.full = true;
    world.after(world.random() * 3 * minute, this.#always, () => (device.disk.full = false));
  }

  #jump(device: Device): void {
    device.clock = (this.world.random() - 0.5) * 3 * 365 * 24 * 60 * minute;
    this.world.tell(`${device.name} clock jumps by ${Math.round(device.clock / minute)} min`);
  }

  async #takeAnew(device: Device): Promise<void> {
    if (!device.session) return;
    this.world.tell(`${device.name} takes the meeting along anew`);
    try {
      await device.session.closeMeeting();
      await device.takeAlong();
      await device.session.open(meetingId);
    } catch {
      // Full, or killed; the next touch opens it.
    }
  }

  #killOffice(): void {
    const { world } = this;
    world.tell('office is killed');
    this.#at.up = false;
    world.after(world.random() * 2 * minute, this.#always, () => (this.#at.up = true));
  }

  #backup(): void {
    this.world.tell('office makes a backup');
    this.#backups.push(this.#at.office.state);
  }

  #restore(): void {
    const { world } = this;
    const { office } = this.#at;
    office.state = world.pick(this.#backups);
    // A restore by other means than ours (a snapshot of the disk) does not give the store another name.
    const named = world.chance(0.6);
    if (named) office.store = `store-${(this.#counter += 1)}`;
    world.tell(`office is restored from a backup${named ? '' : ', without another name'}`);
  }

  #renew(): void {
    const { office } = this.#at;
    this.world.tell('office gets the next version');
    office.versions = { current: 2, upgrades: new Map([[1, (item) => ({ ...item })]]) };
  }

  /** Everything is good again and everybody sends; then everybody takes the meeting along anew. */
  async #evening(): Promise<string[]> {
    const { world } = this;
    world.tell('quiet');
    this.#at.up = true;
    for (const device of this.#devices) {
      device.line = goodLine;
      device.disk.full = false;
    }
    // Requests of before may still be on their way.
    await world.runUntil(world.now + 6 * minute);
    for (let round = 1; round <= 2; round += 1) {
      for (const device of this.#devices) {
        // Locked for the night, opened in the morning.
        device.kill();
        void this.#morning(device).then(async () => {
          if (round === 2) await this.#takeAnew(device);
        });
        await world.runUntil(world.now + 15 * minute);
        device.online();
        await world.runUntil(world.now + 15 * minute);
      }
    }
    for (const device of this.#devices) {
      void this.#takeAnew(device);
      await world.runUntil(world.now + minute);
    }
    return this.#check();
  }

  /** Of two corrections of one sticker the second is refused, and what corrects it in turn. */
  #refusedWithReason(): ReadonlySet<string> {
    const corrects = new Map<string, string | null>();
    const codes = new Map<string, string | undefined>();
    for (const { session, meeting } of this.#devices) {
      for (const one of meeting ? stickersOf(meeting.doc) : []) corrects.set(one.id, one.corrects);
      for (const { id, note } of session?.outbox.lines ?? []) if (note) codes.set(id, note.code);
    }
    const withReason = (id: string): boolean => {
      let at: string | null = id;
      while (at !== null && codes.get(at) === 'sticker-corrects-unknown') at = corrects.get(at) ?? null;
      return at !== null && codes.get(at) === 'sticker-corrected-already';
    };
    return new Set([...codes.keys()].filter(withReason));
  }

  #check(): string[] {
    const faults: string[] = [];
    const { office } = this.#at;
    const { state } = office;
    const theirs = office.record();
    const refused = this.#refusedWithReason();
    for (const device of this.#devices) {
      const { meeting, session } = device;
      if (!meeting || !session) {
        faults.push(`${device.name} has no meeting open`);
        continue;
      }
      for (const line of session.outbox.lines) {
        if (line.state === 'waiting') faults.push(`${device.name} still waits with ${line.kind} ${line.id}`);
        else if (line.state === 'refused') {
          if (!refused.has(line.id))
            faults.push(`${device.name}: ${line.kind} ${line.id} was refused: ${line.note?.code}`);
        } else if (!state.receipts.has(line.id))
          faults.push(`${device.name}: ${line.kind} ${line.id} was acknowledged, the office lacks it`);
      }
      const ours = recordOf(meeting.doc);
      for (const key of Object.keys(theirs) as (keyof typeof theirs)[]) {
        const [here, there] = [JSON.stringify(ours[key]), JSON.stringify(theirs[key])];
        if (here !== there) faults.push(`${device.name} differs in ${key}: ${here} / office ${there}`);
      }
      const shown = stickersOf(meeting.doc).map(({ id }) => id);
      for (const id of state.statements.keys())
        if (!shown.includes(id)) faults.push(`${device.name} lacks sticker ${id} of the office`);
    }
    const { stickers, photos, notes, people, finished } = this.#kept;
    for (const id of stickers)
      if (!state.statements.has(id) && !refused.has(id)) faults.push(`sticker ${id} was kept and is lost`);
    for (const id of photos) if (!state.photos.has(id)) faults.push(`picture ${id} was kept and is lost`);
    const text = Object.values(theirs.notes).join(' ');
    for (const token of notes) {
      const times = text.split(token).length - 1;
      if (times !== 1) faults.push(`note ${token} stands ${times} times`);
    }
    const listed = new Set(theirs.people.map(({ id }) => id));
    for (const id of people)
      if (!listed.has(id) && !this.#removed.has(id)) faults.push(`person ${id} was kept and is lost`);
    if (finished && !state.finished) faults.push('the meeting was finished, the office does not know');
    const texts = [...state.statements.values()].filter(({ withdrawn }) => !withdrawn).map((one) => one.text);
    if (new Set(texts).size !== texts.length) faults.push('a sticker stands twice');
    return faults;
  }
}
