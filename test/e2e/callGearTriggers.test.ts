import { range } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { SavedWorkflow } from '../../tools/runtime/workflows';
import { reportedChat } from '../nodes/CallGear/support';
import { removeDuplicates, Triggers, until } from './triggers';

const stops: Array<() => Promise<void>> = [];
let triggers: Triggers<'callGear'>;

beforeAll(async () => {
	triggers = await Triggers.start('callGear', (stop) => stops.push(stop));
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

const IN_ADDRESS = 'kq3-v8Wd_Zt61mLx0pRb';
const NOTIFICATIONS = { hook: 'notifications', path: `callgear/${IN_ADDRESS}` };

const callGear = () => triggers.vendor;
const node = (name: string, parameters: object, more: object = {}) =>
	triggers.node(name, 'callGearApi', parameters, more);
const held = (kind: string) =>
	callGear()
		.store.held<IDataObject>(kind)
		.map(({ fact }) => fact);
const asked = () => callGear().store.requests({ method: 'POST' }).length;

/** No poll time comes more often than each minute, but there can be several. */
const OFTEN = range(0, 60, 10).map((second) => ({
	mode: 'custom',
	cronExpression: `${second} * * * * *`,
}));

/** A chat that is over, of the last half hour. */
const isOver = (index: number) => {
	const start = DateTime.now()
		.setZone(callGear().settings.timezone)
		.minus({ minutes: 30 - index });
	const changes = { date_time: start.toFormat('yyyy-MM-dd HH:mm:ss'), messages: [] };
	callGear().state.chats.push(reportedChat(index, changes));
};
const comments = () => held('comment').map(({ communication_id: id, comment }) => [id, comment]);

async function noting() {
	const nodes = {
		Event: node('callGearTrigger', { pollTimes: { item: OFTEN }, events: ['finished'] }),
		Once: removeDuplicates,
		Note: node('callGearAddComment', {
			communicationId: { __rl: true, mode: 'id', value: '={{ $json.communication_id }}' },
			comment: '=Over after {{ $json.duration }} seconds, with {{ $json.employee_full_name }}',
		}),
	};
	return await triggers.publish('callgear-noting', nodes, [
		['Event', 'Once'],
		['Once', 'Note'],
	]);
}

const leads = () => held('offlineMessage').map(({ phone, message }) => [phone, message]);

async function takingLeads() {
	const nodes = {
		Event: node(
			'callGearNotificationTrigger',
			{ events: ['call'], addressSecret: IN_ADDRESS },
			{ webhookId: 'leads' },
		),
		Once: removeDuplicates,
		Lead: node('callGearUploadOfflineMessages', {
			phone: '={{ $json.contact_phone_number }}',
			text: '={{ $json.notification_name }}',
			dateTime: '={{ $json.occurredAt }}',
			siteId: { __rl: true, mode: 'id', value: '3101' },
			additionalFields: { ownMessageId: '=call-{{ $json.call_session_id }}' },
		}),
	};
	const flow = await triggers.publish('callgear-leads', nodes, [
		['Event', 'Once'],
		['Once', 'Lead'],
	]);
	await triggers.listen('leads', NOTIFICATIONS);
	return flow;
}

it('flows that ask, and flows that are told, answer each event once, also after n8n was killed', async () => {
	callGear().settings.templates = 'quoted';
	const [notes, calls] = [await noting(), await takingLeads()];
	const before = asked();
	await until(() => asked() > before + 1);

	isOver(0);
	const [lost] = await triggers.send({ kind: 'lostCall', about: '971500000001' });
	await triggers.again(lost.id);
	const note = 'Over after 70 seconds, with Aisha Khan';
	await until(() => comments().length === 1 && leads().length === 1);
	const ended = async (flow: SavedWorkflow) => await triggers.executionsOf(flow, 'success');
	await until(async () => (await ended(notes)) === 1 && (await ended(calls)) === 1);

	await triggers.kill();
	isOver(1);
	await triggers.startAgain();
	await triggers.listen('leads', NOTIFICATIONS);
	await triggers.again(lost.id);
	await triggers.send({ kind: 'lostCall', about: '971500000002' });
	await triggers.send({ kind: 'chat' });
	await until(() => comments().length === 2 && leads().length === 2);

	const polled = asked();
	await until(() => asked() > polled + 1);
	expect(comments()).toEqual([
		[9_881_000, note],
		[9_881_001, note],
	]);
	expect(leads()).toEqual([
		['971500000001', 'Lost call'],
		['971500000002', 'Lost call'],
	]);
	expect(await ended(notes)).toBe(2);
	// n8n's own memory knows the call that the trigger, after the start, does not
	expect(await ended(calls)).toBe(3);
});
