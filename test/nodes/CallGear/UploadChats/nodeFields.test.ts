import {
	chatOfFields,
	PRESETS_OF_EXPORT,
	withPresets,
} from '../../../../nodes/CallGear/UploadChats/nodeFields';
import { properties } from '../../../../nodes/CallGear/UploadChats/properties';
import { Findings } from '../../../../nodes/CallGear/uploads/findings';
import { wireFields } from '../../../../nodes/CallGear/uploads/wireFields';
import { Fields } from '../../../../nodes/engine/fields';

const picked = (value: string) => ({ __rl: true, mode: 'list', value });

/** The node's fields with something in each of them. */
const node = (more: object = {}) =>
	Fields.of(
		{
			startDateTime: '2026-02-03T06:00:00Z',
			phone: '971500000001',
			email: 'mira@example.net',
			status: 'lost',
			siteId: picked('3101'),
			campaignId: picked('501'),
			visitorSessionId: picked('770001'),
			additionalFields: {
				visitorName: 'Mira',
				initiator: 'operator',
				sourceId: picked('71'),
				extId: 'tg-1',
			},
			messages: {
				message: [
					{
						dateTime: '2026-02-03T06:00:05Z',
						messageSource: 'operator',
						employeeId: picked('9012'),
						text: 'Yes',
					},
				],
			},
			...more,
		},
		properties,
	);

const values = (fields: Fields, ...names: string[]) =>
	Object.fromEntries(names.map((name) => [name, fields.raw(name)]));

/** A chat from outside that says no more than this. */
const withNode = (said: object, groups?: Parameters<typeof withPresets>[2], more?: object) => {
	const names = ['phone', 'email', 'status', 'visitor_session_id', 'campaign_id', 'site_id'];
	const chat = wireFields(
		names.map((name) => [name, (said as Record<string, unknown>)[name], `JSON > ${name}`]),
	);
	const incoming = { chat, messages: [], findings: new Findings() };
	return withPresets(incoming, node(more), groups).chat;
};

describe('the chat of the node’s own fields', () => {
	it('has all of them under CallGear’s names, and of what is picked the number', () => {
		const { chat, messages } = chatOfFields(node());
		expect(
			values(
				chat,
				...['start_date_time', 'name', 'phone', 'email', 'status', 'initiator'],
				...['visitor_session_id', 'campaign_id', 'site_id', 'source_id', 'ext_id'],
			),
		).toEqual({
			start_date_time: '2026-02-03T06:00:00Z',
			name: 'Mira',
			phone: '971500000001',
			email: 'mira@example.net',
			status: 'lost',
			initiator: 'operator',
			visitor_session_id: '770001',
			campaign_id: '501',
			site_id: '3101',
			source_id: '71',
			ext_id: 'tg-1',
		});
		expect(values(messages[0], 'date_time', 'source', 'employee_id', 'message')).toEqual({
			date_time: '2026-02-03T06:00:05Z',
			source: 'operator',
			employee_id: '9012',
			message: 'Yes',
		});
		expect([chat.label('source_id'), chat.label('messages'), messages[0].label('employee_id')]).toEqual([
			'Additional Fields > Traffic Source',
			'Messages',
			'Messages 1 > Employee',
		]);
	});
});

describe('a chat from outside', () => {
	it('takes status and place from the node where it leaves them open', () => {
		const chat = withNode({});
		expect(values(chat, 'status', 'campaign_id', 'site_id')).toEqual({
			status: 'lost',
			campaign_id: '501',
			site_id: '3101',
		});
		expect(chat.label('site_id')).toBe('Site');
	});

	it('takes no visit from it, and neither phone nor email', () => {
		expect(values(withNode({}), 'visitor_session_id', 'phone', 'email')).toEqual({});
	});

	it.each(['visitor_session_id', 'campaign_id', 'site_id'])(
		'with a place of its own takes none: %s',
		(name) => {
			const chat = withNode({ [name]: '7' });
			expect(values(chat, 'visitor_session_id', 'campaign_id', 'site_id')).toEqual({ [name]: '7' });
			expect(chat.label(name)).toBe(`JSON > ${name}`);
		},
	);

	it('with a status of its own keeps it', () => {
		expect(withNode({ status: 'refused' }).raw('status')).toBe('refused');
	});

	it('is asked for by its own place where the node has nothing either', () => {
		const chat = withNode({}, undefined, { siteId: picked(''), campaignId: picked('') });
		expect(values(chat, 'campaign_id', 'site_id')).toEqual({});
		expect(chat.label('campaign_id')).toBe('JSON > campaign_id');
	});

	it('of an export takes phone and email where it has neither, and no status', () => {
		expect(values(withNode({}, PRESETS_OF_EXPORT), 'phone', 'email', 'status', 'site_id')).toEqual({
			phone: '971500000001',
			email: 'mira@example.net',
			site_id: '3101',
		});
		expect(values(withNode({ email: 'a@b.example' }, PRESETS_OF_EXPORT), 'phone', 'email')).toEqual({
			email: 'a@b.example',
		});
	});
});
