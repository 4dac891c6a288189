import { openOffice } from './room-office.ts';
import { firstVisit, visitOffline } from './room-visits.ts';
const office = await openOffice();
try { console.log(await firstVisit(office)); console.log(await visitOffline(office)); } finally { await office.stop(); }
