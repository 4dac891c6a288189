import { openOffice } from './room-office.ts';
import { recordDay } from './room-day.ts';
import { receiveMeeting } from './room-receive.ts';
import { actionsOf, wordsOf } from './room-actions.ts';
const office = await openOffice();
let d;
try { d = await recordDay(office, 6); console.log(d.lost, d.recorded, d.openings);
 const a = await actionsOf(d, 8); console.log('bare', a.bare, 'p95', a.p95, a.all.length, wordsOf(a.worst));
const m = new Map(); for (const {kind, ms} of a.all) m.set(kind, [...(m.get(kind) ?? []), Math.round(ms)].sort((x,y)=>x-y)); console.log([...m].map(([k,v])=>k+': '+v).join('\n'));
console.log(await receiveMeeting(office));
} catch (e) { console.log(e); await d?.running.page.screenshot({path:'/tmp/roombench-fail.png'}); }
finally { await d?.phone.forget(); await office.stop(); }
