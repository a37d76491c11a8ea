import { messageOfFields, withPresets } from '../../../../nodes/CallGear/UploadOfflineMessages/nodeFields';
import { properties } from '../../../../nodes/CallGear/UploadOfflineMessages/properties';
import { Findings } from '../../../../nodes/CallGear/uploads/findings';
import { wireFields } from '../../../../nodes/CallGear/uploads/wireFields';
import { Fields } from '../../../../nodes/engine/fields';

const picked = (value: string) => ({ __rl: true, mode: 'list', value });

/** The node's fields with something in each of them. */
const node = (more: object = {}) =>
	Fields.of(
		{
			dateTime: '2026-02-03T06:00:00Z',
			text: 'A table, please',
			phone: '971500000001',
			email: 'mira@example.net',
			formName: 'Book a table',
			siteId: picked('3101'),
			campaignId: picked('501'),
			visitorSessionId: picked('770001'),
			additionalFields: { visitorName: 'Mira', sourceId: picked('71'), ownMessageId: 'form-1' },
			userFields: { userField: [{ userFieldId: picked('guests'), value: '2' }] },
			...more,
		},
		properties,
	);

const values = (fields: Fields, ...names: string[]) =>
	Object.fromEntries(names.map((name) => [name, fields.raw(name)]));

/** An offline message from outside that says no more than this. */
const withNode = (said: Record<string, unknown>, more?: object) => {
	const names = ['date_time', 'phone', 'email', 'visitor_session_id', 'campaign_id', 'site_id'];
	const message = wireFields(names.map((name) => [name, said[name], `JSON > ${name}`]));
	return withPresets({ message, userFields: [], findings: new Findings() }, node(more)).message;
};

it('the offline message of the node’s own fields has all of them under CallGear’s names, and of what is picked the number', () => {
	const { message, userFields } = messageOfFields(node());
	const all = {
		date_time: '2026-02-03T06:00:00Z',
		name: 'Mira',
		phone: '971500000001',
		email: 'mira@example.net',
		message: 'A table, please',
		form_name: 'Book a table',
		visitor_session_id: '770001',
		campaign_id: '501',
		site_id: '3101',
		source_id: '71',
		ext_id: 'form-1',
	};
	expect(values(message, ...Object.keys(all))).toEqual(all);
	expect(userFields.map((field) => values(field, 'ext_id', 'value'))).toEqual([
		{ ext_id: 'guests', value: '2' },
	]);
	expect(message.label('source_id')).toBe('Additional Fields > Traffic Source');
});

describe('an offline message from outside', () => {
	it('takes time and place from the node where it leaves them open, and nothing else', () => {
		expect(
			values(withNode({}), 'date_time', 'phone', 'email', 'visitor_session_id', 'campaign_id', 'site_id'),
		).toEqual({ date_time: '2026-02-03T06:00:00Z', campaign_id: '501', site_id: '3101' });
	});

	it.each(['visitor_session_id', 'campaign_id', 'site_id'])(
		'with a place of its own takes none: %s',
		(name) => {
			const message = withNode({ [name]: '7' });
			expect(values(message, 'visitor_session_id', 'campaign_id', 'site_id')).toEqual({ [name]: '7' });
		},
	);

	it('with a time of its own keeps it', () => {
		expect(withNode({ date_time: '2026-01-01' }).raw('date_time')).toBe('2026-01-01');
	});
});
