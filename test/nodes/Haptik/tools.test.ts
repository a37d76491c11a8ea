import { toolsRefusal } from '../../../nodes/Haptik/tools';
import { expectWords } from '../../support/words';

const told = (status: number, error_message?: string) =>
	toolsRefusal({ status, headers: {}, body: JSON.stringify({ error_message }) })?.facts;

const CREDENTIAL = 'Haptik did not accept the credential';
const USER_NAME = 'Haptik does not know this user name';
const BUSINESS = 'Haptik does not take this business';
const TEAM = 'Haptik does not take this team';
const CONVERSATION = 'Haptik has no conversation of this user';
const PXUT = 'Haptik cannot read this PXUT';

describe('the documented words', () => {
	it.each([
		['client_id missing in headers', CREDENTIAL],
		['token missing in headers', CREDENTIAL],
		['invalid client_id in headers', CREDENTIAL],
		['invalid authorization in headers', CREDENTIAL],
		['invalid client_id', CREDENTIAL],
		['invalid token', CREDENTIAL],
		['invalid token provided', CREDENTIAL],
		['invalid authorization details', CREDENTIAL],
		['invalid user_name', USER_NAME],
		['user is not registered', USER_NAME],
		['invalid business_id', BUSINESS],
		['invalid business_id provided', BUSINESS],
		['business "7199" is inactive', BUSINESS],
		['invalid team_name provided', TEAM],
		['team "Night Shift" is inactive', TEAM],
	])('"%s" are told as what they mean, but not where they are a part of others', (text, message) => {
		for (const written of [text, ` ${text.toUpperCase()}\n`]) {
			const facts = told(400, written);
			expect(facts).toMatchObject({ message, vendorText: written.trim(), httpStatus: 400 });
			expectWords(facts ?? { message: '', remedy: '' });
		}
		expect(told(200, text)).toMatchObject({ message, delivery: 'refused' });
		for (const longer of [`the desk says: ${text}`, `${text} for this desk`])
			expect(told(400, longer)?.message).not.toBe(message);
	});

	it.each([
		['user has not sent a message', CONVERSATION],
		['Either the user has not sent a message or the conversation is unknown', CONVERSATION],
		['unable to decode pxut', PXUT],
		['Unable to decode PXUT: bad padding', PXUT],
	])('"%s" may go on', (text, message) => {
		expect(told(400, text)).toMatchObject({ message, vendorText: text });
		expectWords(told(400, text) ?? { message: '', remedy: '' });
		expect(told(400, `nobody knows why: ${text}`)?.message).not.toBe(message);
	});
});

describe('the status', () => {
	it.each([
		[401, CREDENTIAL],
		[404, 'Haptik has no tools at this address'],
	])('%i says what no word says', (status, message) => {
		expect(told(status)).toMatchObject({ message, httpStatus: status });
		expect(told(status, 'out of order')).toMatchObject({ message, vendorText: 'out of order' });
		expectWords(told(status) ?? { message: '', remedy: '' });
	});

	it('of a success is none with words of an error, and none is refused without', () => {
		expect(told(200, 'out of order')).toMatchObject({ vendorText: 'out of order', delivery: 'refused' });
		expect(told(200)).toBeUndefined();
	});
});
