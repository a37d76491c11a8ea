import { DateTime } from 'luxon';

import { buildMessage, type Rules } from '../../../../nodes/CallGear/UploadOfflineMessages/body';
import { Findings } from '../../../../nodes/CallGear/uploads/findings';
import { wireFields } from '../../../../nodes/CallGear/uploads/wireFields';
import { failureOf } from '../../../support/failure';

const rules: Rules = {
	zone: 'Asia/Dubai',
	inputZone: 'UTC',
	now: DateTime.fromISO('2026-03-01T12:00:00Z'),
	makeExtId: false,
};

const fieldsOf = (values: object, after = '') =>
	wireFields(Object.entries(values).map(([key, value]) => [key, value, `${key}${after}`]));

const NOTHING = Object.fromEntries(
	[
		'name',
		'phone',
		'email',
		'message',
		'form_name',
		'visitor_session_id',
		'campaign_id',
		'source_id',
		'ext_id',
	].map((name) => [name, undefined]),
);
const GOOD = { ...NOTHING, date_time: '2026-02-03T06:00:00Z', phone: '971500000001', site_id: 3101 };

const build = (values: object, userFields: object[] = [], more: Partial<Rules> = {}) =>
	buildMessage(
		{
			message: fieldsOf({ ...GOOD, ...values }),
			userFields: userFields.map((entry, index) => fieldsOf(entry, ` ${index + 1}`)),
			findings: new Findings(),
		},
		{ ...rules, ...more },
	).message;
const refused = (values: object, userFields?: object[]) => failureOf(() => build(values, userFields)).message;

describe('an offline message', () => {
	it('has what is given, IDs as numbers, its time by the clocks of the account', () => {
		const given = {
			name: 'Mira',
			email: 'mira@example.net',
			message: 'Hi',
			form_name: 'Callback',
			ext_id: 'f-1',
		};
		const ids = { visitor_session_id: '770001', campaign_id: '501', source_id: '71' };
		expect(build({ ...given, ...ids })).toEqual({
			date_time: '2026-02-03 10:00:00',
			phone: '971500000001',
			...given,
			visitor_session_id: 770_001,
			campaign_id: 501,
			source_id: 71,
			site_id: 3101,
		});
	});

	it('may be of visitors without campaign, on a site', () => {
		expect(build({ campaign_id: '-1' })).toMatchObject({ campaign_id: -1, site_id: 3101 });
		expect(refused({ campaign_id: '-1', site_id: '' })).toBe(
			'"campaign_id" holds -1, the campaign of visitors without campaign, but there is no site',
		);
	});

	it.each<[object, string]>([
		[{ date_time: '' }, '"date_time" is empty'],
		[{ date_time: 'soon' }, '"date_time" holds "soon", which is not a date'],
		[{ phone: '' }, '"phone" and email are both empty'],
		[{ phone: 'x' }, '"phone" holds "x"'],
		[{ phone: '', email: 'x' }, '"email" holds "x"'],
		[{ site_id: '' }, '"site_id" is empty, and so are campaign and visitor session'],
		[{ site_id: 'x' }, '"site_id" holds "x"'],
		[{ site_id: 'x', campaign_id: '-1' }, '"site_id" holds "x"'],
		[{ site_id: '', campaign_id: 'x' }, '"campaign_id" holds "x"'],
		[{ site_id: '', visitor_session_id: 'x' }, '"visitor_session_id" holds "x"'],
	])('is refused for one thing alone: %j', (values, message) => {
		expect(refused(values)).toBe(message);
	});

	it.each<[object, string]>([
		[{ phone: '' }, 'CallGear needs one of them to know the visitor.'],
		[
			{ site_id: '' },
			'CallGear needs one of the three to know where the offline message was left: choose "Site", which goes for all that name none.',
		],
		[{ campaign_id: '-1', site_id: '' }, 'CallGear then needs to know the site: choose it as well.'],
		[{ date_time: '' }, 'CallGear needs it: fill it in, or check that its expression gives a value.'],
	])('says how to go on from %j', (values, remedy) => {
		expect(failureOf(() => build(values)).remedy).toBe(remedy);
	});

	it('of tomorrow is refused, as CallGear would', () => {
		expect(failureOf(() => build({ date_time: '2026-03-02T12:00:00Z' })).remedy).toBe(
			'CallGear takes messages that have been left already. If the time is right, check the time zone options.',
		);
	});

	it('without an own ID gets one that is made of what it holds', () => {
		const made = (values: object) => build(values, [], { makeExtId: true }).ext_id;
		expect(made({})).toMatch(/^n8n-[\da-f]{32}$/);
		expect(made({})).toBe(made({}));
		expect(made({})).not.toBe(made({ name: 'Mira' }));
		expect(made({ ext_id: 'f-1' })).toBe('f-1');
		// Messages that were uploaded once are known by it for good
		expect(made({})).toBe('n8n-7f671a63aa10b77f9850c7198de199be');
	});
});

describe('the account’s own fields', () => {
	it('are sent where they hold something', () => {
		const fields = [
			{ ext_id: 'guests', value: '2' },
			{ ext_id: 'city', value: ' ' },
		];
		expect(build({}, fields).user_fields).toEqual([{ ext_id: 'guests', value: '2' }]);
		expect(build({}, fields.slice(1))).not.toHaveProperty('user_fields');
	});

	it('are refused where one is there twice, or nobody knows which it is', () => {
		const [one, two] = ['2', '3'].map((value) => ({ ext_id: 'guests', value }));
		expect(refused({}, [one, two])).toBe('"ext_id 2" holds "guests", which the offline message has already');
		expect(failureOf(() => build({}, [one, two])).remedy).toBe('Give each field once.');
		expect(refused({}, [{ ext_id: '', value: '2' }])).toBe('"ext_id 1" is empty');
	});
});
