import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, expect, inject, test } from 'vitest';
import { connectDatabase } from './connect.ts';

const clean: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

const urlOf = (name: string) => inject('clusterUrl').replace(/(%7Bdatabase%7D|\{database\})$/i, name);

async function query(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

async function database(how: string, holds = ''): Promise<string> {
  const name = `unfit_${randomBytes(6).toString('hex')}`;
  await query(urlOf('postgres'), `create database ${name} ${how}`);
  clean.push(async () => {
    await query(urlOf('postgres'), `drop database ${name} with (force)`);
  });
  if (holds !== '') await query(urlOf(name), holds);
  return urlOf(name);
}

/** Everything in a database that a start could have made. */
async function contents(url: string): Promise<unknown> {
  const found = await query(
    url,
    `select (select array_agg(nspname::text order by 1) from pg_namespace where nspname !~ '^pg_') as schemas,
            (select array_agg(oid::regclass::text order by 1) from pg_class where relnamespace = 'public'::regnamespace) as tables,
            (select array_agg(extname::text order by 1) from pg_extension) as extensions`,
  );
  return found.rows[0];
}

const plainC = `template template0 encoding 'UTF8' locale_provider libc locale 'C'`;
const unfit = [
  ['letters', plainC, ''],
  ['encoding', `template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'`, ''],
  ['encoding', `template template0 encoding 'KOI8R' locale_provider libc locale 'C'`, ''],
  ['foreign', '', 'create table invoices (id int)'],
  ['foreign', '', 'create table person (id int, shoe_size int)'],
  ['foreign', '', 'create view numbers as select 1 as one'],
  ['foreign', '', `create type mood as enum ('good')`],
  ['foreign-queue', '', 'create schema pgboss'],
] as const;

test.each(unfit)(
  'a database is refused for its %s before anything in it is changed (%s %s)',
  async (code, how, holds) => {
    const url = await database(how, holds);
    const before = await contents(url);
    await expect(connectDatabase(url)).rejects.toMatchObject({ name: 'Error', code });
    expect(await contents(url)).toEqual(before);
  },
);

test('a reading server, a user without rights and a server that is not there are told apart', async () => {
  const url = await database('');
  const before = await contents(url);
  await query(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`);
  await expect(connectDatabase(url)).rejects.toMatchObject({ code: 'read-only' });
  await query(
    `${url}?options=-c%20default_transaction_read_only%3Doff`,
    `alter database ${new URL(url).pathname.slice(1)} reset default_transaction_read_only`,
  );
  const role = `guest_${randomBytes(4).toString('hex')}`;
  await query(url, `create role ${role} login password 'guest'`);
  clean.push(async () => {
    await query(urlOf('postgres'), `drop role ${role}`);
  });
  const asGuest = new URL(url);
  [asGuest.username, asGuest.password] = [role, 'guest'];
  await expect(connectDatabase(asGuest.href)).rejects.toMatchObject({ code: 'rights' });
  asGuest.password = 'wrong';
  await expect(connectDatabase(asGuest.href)).rejects.toMatchObject({ code: 'unreachable' });
  const nobody = new URL(url);
  nobody.port = '1';
  await expect(connectDatabase(nobody.href)).rejects.toMatchObject({ code: 'unreachable' });
  nobody.port = new URL(url).port;
  nobody.pathname = '/no_such_database';
  await expect(connectDatabase(nobody.href)).rejects.toMatchObject({ code: 'unreachable' });
  expect(await contents(url)).toEqual(before);
  // What extensions bring is nobody's data; and a second start finds its own tables.
  await query(url, 'create extension pg_trgm');
  await (await connectDatabase(url)).close();
  await (await connectDatabase(url)).close();
});

test('tables of ours that belong to another user are refused', async () => {
  const url = await database('');
  await (await connectDatabase(url)).close();
  const role = `heir_${randomBytes(4).toString('hex')}`;
  const name = new URL(url).pathname.slice(1);
  await query(
    url,
    `create role ${role} login password 'heir'; alter database ${name} owner to ${role};
                    grant all on schema drizzle, public to ${role}; grant select on all tables in schema drizzle to ${role}`,
  );
  clean.push(async () => {
    await query(urlOf('postgres'), `drop owned by ${role}; drop role ${role}`);
  });
  clean.push(async () => {
    await query(url, `alter database ${name} owner to ashar; drop owned by ${role}`);
  });
  const asHeir = new URL(url);
  [asHeir.username, asHeir.password] = [role, 'heir'];
  await expect(connectDatabase(asHeir.href)).rejects.toMatchObject({ code: 'rights' });
});
