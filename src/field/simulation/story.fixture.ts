import { forgetHall } from '../app/hall/host.ts';
import { itemSchema } from '../rules/items.ts';
import { Deeds } from './deeds.fixture.ts';
import { Device, mostSent, type Reach, type Writer } from './device.fixture.ts';
import { faultsAtEnd, faultsInHall, faultsWhenClosed } from './ending.fixture.ts';
import { MemoryHall } from './hall-memory.fixture.ts';
import { Hub, type HallServer } from './hub.fixture.ts';
import { goodLine, someLine } from './line.fixture.ts';
import { about, Office, type StoryOffice } from './office.fixture.ts';
import { Recorder } from './recorder.fixture.ts';
import { World } from './world.fixture.ts';

// One story: two phones of one meeting and an office; in every third one a hall around a laptop besides, with a second
// recorder and people who write on their own phones. Everything may go wrong that goes wrong. At its end all lines are
// good and everybody sends; then all must hold the same, with nothing lost and nothing doubled.

export type Told = { readonly faults: readonly string[]; readonly story: readonly string[] };

/** What a story is played with, where it is not the office and the hall in memory. */
export type Cast = {
  readonly office?: StoryOffice;
  readonly hall?: (world: World) => HallServer;
  readonly picture?: (number: number) => Uint8Array<ArrayBuffer>;
};

const minute = 60_000;
/** So often a device may send in the hour after everybody has stopped: what it still hears may be news to it. */
const mostInQuiet = 3;

/** The beginning of a JPEG is what a hall looks at. */
const smallPicture = (number: number) => new Uint8Array([0xff, 0xd8, 0xff, number & 255]);

export class Story {
  readonly world: World;
  readonly #at: Reach;
  readonly #devices: readonly Device[];
  readonly #deeds: Deeds;
  readonly #recorder: Recorder | undefined;
  #stores = 0;
  readonly #always = { alive: true };

  constructor(seed: number, cast: Cast = {}) {
    const world = new World(seed);
    this.world = world;
    const hub = world.chance(0.33) ? new Hub(world, cast.hall?.(world) ?? new MemoryHall(world)) : undefined;
    this.#at = { office: cast.office ?? new Office(), up: true, hub };
    this.#devices = [1, 2].map((number) => new Device(world, this.#at, number));
    this.#recorder = hub && new Recorder(world, hub, { ...about, id: this.#at.office.meetingId });
    this.#deeds = new Deeds(world, cast.picture ?? smallPicture);
  }

  async tell(): Promise<Told> {
    const { world } = this;
    const minutes = 5 + world.upTo(40);
    const actions = 15 + world.upTo(50);
    for (const device of this.#devices) void device.morning();
    await world.runUntil(world.now + 20_000);
    for (let action = 0; action < actions; action += 1) {
      await world.runUntil(world.now + world.random() * ((minutes * minute) / actions) * 2);
      this.#openHall();
      if (this.#at.hub && world.chance(0.3)) this.#happenInHall(this.#at.hub);
      else this.#happen();
    }
    const faults = await this.#evening();
    return { faults, story: world.story };
  }

  /** The first phone leads the hall as soon as it has the meeting open. */
  #openHall(now = false): void {
    const [host] = this.#devices;
    const { hub } = this.#at;
    if (!hub || !host?.meeting) return;
    if (host.hall?.link.status.state === 'gone') forgetHall(host.meeting);
    if (host.leadsHall) return;
    // A hall that was ended is missed after a while only.
    if (host.hall && !now && this.world.chance(0.8)) return;
    const { life } = host;
    void this.world.hold(hub.server.keys()).then((keys) => {
      if (!life.alive) return;
      this.world.tell(`${host.name} opens a hall`);
      host.enterHall(keys);
      this.#recorder?.scan(keys.id);
    });
  }

  /** Ends the hall where that can be done; the next is of the same meeting. */
  #endHall(): void {
    const [host] = this.#devices;
    if (!host?.meeting || !host.hall) return;
    const say = (what: string) => this.world.tell(`${host.name} ${what}`);
    say('ends the hall');
    void host.hall.end().then(
      () => say('has ended the hall'),
      (error: unknown) => say(`could not end the hall: ${String(error)}`),
    );
  }

  #happen(): void {
    const { world } = this;
    const device = world.pick(this.#devices);
    const dice = world.upTo(100);
    if (dice < 50) this.#write(device);
    else if (dice < 57) this.#turn(device);
    else if (dice < 64) this.#setLine(device);
    else if (dice < 71) this.#kill(device);
    else if (dice < 75) this.#fill(device);
    else if (dice < 78) this.#jump(device);
    else if (dice < 81) this.#takeAnew(device);
    else if (dice < 84) {
      world.tell(`${device.name} closes the meeting`);
      void device.closeMeeting();
    } else if (dice < 87) this.#killOffice();
    else if (dice < 91) this.#backup();
    else if (dice < 94) this.#restore();
    else if (dice < 98) this.#closeOrOpen();
    else this.#renew();
  }

  #happenInHall(hub: Hub): void {
    const { world } = this;
    const recorder = this.#recorder!;
    const [host] = this.#devices;
    const dice = world.upTo(100);
    if (dice < 50) this.#write(recorder);
    else if (dice < 60) this.#kill(recorder);
    else if (dice < 70) this.#setLine(recorder);
    else if (dice < 75) this.#fill(recorder);
    else if (dice < 80) {
      host!.hallLine = someLine(world);
      world.tell(`${host!.name} reaches the hub ${host!.hallLine === goodLine ? 'well' : 'badly'}`);
    } else if (dice < 87) this.#killHub(hub);
    else if (dice < 91) this.#endHall();
    else {
      const text = `participant-${world.upTo(1_000_000)}`;
      world.tell(`a participant writes ${text}`);
      void hub.writeSticker(text).then((id) => id !== undefined && this.#deeds.kept.stickers.add(id));
    }
  }

  #write(writer: Writer): void {
    if (writer.meeting) this.#deeds.write(writer);
    else if (!writer.life.alive) void writer.morning();
    else if (writer instanceof Device) void writer.openMeeting();
  }

  #turn(device: Device): void {
    if (!device.life.alive) return;
    this.world.tell(`${device.name} is put away and taken out`);
    device.turn(true);
    this.world.after(this.world.random() * 5_000, device.life, () => device.turn(false));
  }

  #setLine(writer: Writer): void {
    const line = someLine(this.world);
    this.world.tell(
      `${writer.name} line: ${line.dead ? 'dead' : `loses ${line.loses.toFixed(1)}, slow ${line.slow}`}`,
    );
    writer.line = line;
    if (!line.dead) writer.online();
  }

  #kill(writer: Writer): void {
    this.world.tell(`${writer.name} is killed`);
    writer.kill();
    this.world.after(this.world.random() * 5 * minute, this.#always, () => void writer.morning());
  }

  #killHub(hub: Hub): void {
    this.world.tell('hub is killed');
    hub.kill();
    this.world.after(this.world.random() * 2 * minute, this.#always, () => hub.start());
  }

  #fill({ name, disk }: Writer): void {
    this.world.tell(`${name} is full`);
    disk.full = true;
    this.world.after(this.world.random() * 3 * minute, this.#always, () => (disk.full = false));
  }

  #jump(device: Device): void {
    device.clock = (this.world.random() - 0.5) * 3 * 365 * 24 * 60 * minute;
    this.world.tell(`${device.name} clock jumps by ${Math.round(device.clock / minute)} min`);
  }

  #takeAnew(device: Device): void {
    if (!device.session) return;
    this.world.tell(`${device.name} takes the meeting along anew`);
    void device.takeAnew();
  }

  #killOffice(): void {
    this.world.tell('office is killed');
    this.#at.up = false;
    this.world.after(this.world.random() * 2 * minute, this.#always, () => (this.#at.up = true));
  }

  #backup(): void {
    this.world.tell('office makes a backup');
    void this.world.hold(Promise.resolve(this.#at.office.backup()));
  }

  #restore(): void {
    const { world } = this;
    // A restore by other means than ours (a snapshot of the disk) does not give the store another name.
    const store = world.chance(0.6) ? `store-${(this.#stores += 1)}` : undefined;
    world.tell(`office is restored from a backup${store === undefined ? ', without another name' : ''}`);
    void world.hold(Promise.resolve(this.#at.office.restore(world.random(), store)));
  }

  #closeOrOpen(): void {
    const { office } = this.#at;
    const closed = this.world.chance(0.7);
    this.world.tell(`office ${closed ? 'closes' : 'opens'} the session`);
    void this.world.hold(Promise.resolve(office.setClosed(closed)));
  }

  #renew(): void {
    this.world.tell('office gets the next version');
    this.#at.office.versions = {
      current: itemSchema + 1,
      upgrades: new Map([[itemSchema, (item) => ({ ...item })]]),
    };
  }

  /** Everything is good again and everybody sends; then everybody takes the meeting along anew. */
  async #evening(): Promise<string[]> {
    const { world } = this;
    const { office, hub } = this.#at;
    world.tell('quiet');
    this.#at.up = true;
    hub?.start();
    for (const writer of [...this.#devices, ...(this.#recorder ? [this.#recorder] : [])]) {
      writer.line = goodLine;
      writer.disk.full = false;
    }
    const [host] = this.#devices;
    host!.hallLine = goodLine;
    // Requests of before may still be on their way.
    await world.runUntil(world.now + 6 * minute);
    if (hub) await this.#hallInTheEvening(host!);
    const faults: string[] = [];
    if (await office.isClosed()) {
      await this.#round(2);
      faults.push(...(await this.#whileClosed()));
      world.tell('office opens the session');
      await office.setClosed(false);
    }
    this.#askAgain();
    await world.runUntil(world.now + 5 * minute);
    await this.#round(1);
    await this.#round(2);
    for (const device of this.#devices) {
      void device.takeAnew();
      await world.runUntil(world.now + minute);
    }
    for (const { name, sent } of this.#devices)
      if (sent >= mostSent) faults.push(`${name} sends without end`);
    const standing = await office.standing();
    faults.push(...faultsAtEnd(this.#devices, this.#deeds, standing));
    if (hub && this.#recorder && host?.hall)
      faults.push(...(await faultsInHall(hub, this.#recorder, standing)));
    return faults;
  }

  /** An end that was begun is gone through with, and everybody meets in a hall that stands. */
  async #hallInTheEvening(host: Device): Promise<void> {
    const { world } = this;
    if (!host.life.alive) void host.morning();
    else if (!host.meeting) void host.openMeeting();
    await world.runUntil(world.now + minute);
    if (host.hall?.link.status.vector?.ended) {
      this.#endHall();
      await world.runUntil(world.now + minute);
    }
    this.#openHall(true);
    await world.runUntil(world.now + minute);
    void this.#recorder?.morning();
  }

  /** Everybody's device is locked for the night and opened in the morning; in the second round they take all anew. */
  async #round(round: 1 | 2): Promise<void> {
    const { world } = this;
    for (const device of this.#devices) {
      device.kill();
      void device.morning().then(async () => {
        if (round === 2) await device.takeAnew();
      });
      await world.runUntil(world.now + 10 * minute);
      device.online();
      await world.runUntil(world.now + 10 * minute);
    }
  }

  /** Whoever sees that a closed session refused their work presses "send again" when it is open. */
  #askAgain(): void {
    for (const { session } of this.#devices) {
      const again = session?.outbox.lines.filter(
        ({ state, note }) => state === 'refused' && note?.code === 'session-closed',
      );
      if (again && again.length > 0) void session!.outbox.again(again.map(({ seq }) => seq));
    }
  }

  /** The session is closed, and everybody has heard it: what was refused stands on the devices, and they are quiet. */
  async #whileClosed(): Promise<string[]> {
    const { world } = this;
    const { office } = this.#at;
    const faults: string[] = [];
    const standing = await office.standing();
    for (const device of this.#devices) {
      const refused = device.session?.outbox.lines.filter(({ state }) => state === 'refused') ?? [];
      const file = device.session?.outbox.items(refused) ?? Promise.resolve([]);
      await world.runUntil(world.now + minute);
      const { document } = await office.package(`device-${device.number}`, world.now);
      faults.push(...faultsWhenClosed(device, await file, { standing, document }));
      await this.#quietHour(device, faults);
    }
    return faults;
  }

  async #quietHour(device: Device, faults: string[]): Promise<void> {
    const { world } = this;
    // The app is open and the meeting is not, as on the page of meetings; then the app is opened anew.
    void device.closeMeeting();
    await world.runUntil(world.now + minute);
    const before = device.sent;
    device.kill();
    void device.start();
    await world.runUntil(world.now + 60 * minute);
    if (device.sent - before > mostInQuiet)
      faults.push(`${device.name} sends without end: ${device.sent - before} times in an hour`);
    void device.openMeeting();
    await world.runUntil(world.now + minute);
  }
}
