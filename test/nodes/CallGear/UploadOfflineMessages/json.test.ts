import { messageOfJson } from '../../../../nodes/CallGear/UploadOfflineMessages/json';
import { failureOf } from '../../../support/failure';

const FIELD = 'Offline Message';
const refusal = (value: unknown) => failureOf(() => messageOfJson(value, FIELD).findings.raise());

describe('an offline message in CallGear’s own words', () => {
	it('has what it says, called by its place', () => {
		const { message, userFields } = messageOfJson(
			{ phone: '1', ext_id: 'f-1', user_fields: [{ ext_id: 'guests', value: 2 }, { ext_id: 'city' }] },
			FIELD,
		);
		expect([message.raw('phone'), message.label('ext_id')]).toEqual(['1', 'Offline Message > ext_id']);
		expect(userFields.map((field) => [field.raw('ext_id'), field.raw('value')])).toStrictEqual([
			['guests', 2],
			['city', undefined],
		]);
		expect(userFields[1].label('value')).toBe('Offline Message > user_fields 2 > value');
	});

	it.each([undefined, null, []])('may have no fields of the account: %j', (user_fields) => {
		const { userFields, findings } = messageOfJson({ user_fields }, FIELD);
		expect(userFields).toEqual([]);
		expect(() => findings.raise()).not.toThrow();
	});

	it.each<[unknown, string, string]>([
		[
			[],
			'"Offline Message" holds a list',
			'Give one offline message per item; a Split Out node makes items of a list.',
		],
		[7, '"Offline Message" holds no object', 'Give one offline message per item;'],
		[
			{ colour: 'red' },
			'"Offline Message" holds "colour", which CallGear does not know',
			'Known are: date_time, name, phone, email, message, form_name, visitor_session_id, campaign_id, site_id, source_id, ext_id, user_fields.',
		],
		[{ user_fields: { guests: 2 } }, '"Offline Message > user_fields" is no list', 'Give a list of fields.'],
		[
			{ user_fields: ['guests'] },
			'"Offline Message > user_fields 1" holds no object',
			'Give an object with ext_id and value.',
		],
		[
			{ user_fields: [{ ext_id: 'guests', value: 2 }, { id: 7 }] },
			'"Offline Message > user_fields 2" holds "id", which CallGear does not know',
			'Known are: ext_id, value.',
		],
	])('is refused where it is %j', (value, message, remedy) => {
		expect(refusal(value)).toMatchObject({ message, remedy: expect.stringContaining(remedy) as string });
	});
});
