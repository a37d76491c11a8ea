import { Fields } from '../../../../nodes/engine/fields';
import { readCustomerIdentifier } from '../../../../nodes/Expertflow/messages/customerIdentifier';
import { identifierFields, identifierFormatField } from '../../../../nodes/Expertflow/messages/fields';
import { failureOf } from '../../../support/failure';
import { expectWords } from '../../../support/words';
import { messages, NODE, stored } from '../SendMedia/support';
import { PNG, run, store, useExpertflow } from '../support';

useExpertflow();

const read = (channelCustomerIdentifier: unknown, identifierFormat: string | undefined = 'digits') =>
	readCustomerIdentifier(
		Fields.of({ channelCustomerIdentifier, identifierFormat }, [...identifierFields, identifierFormatField]),
	);

it.each([
	['+49 1555 0001122', '4915550001122'],
	['0049-1555-0001122', '4915550001122'],
	['(49) 1555/000.1122', '4915550001122'],
	['4915550001122', '4915550001122'],
	[4_915_550_001_122, '4915550001122'],
])('sends %j as digits only', (typed, sent) => expect(read(typed)).toBe(sent));

it.each([
	'01555 0001122',
	'+49 (0) 1555 0001122',
	'+49 ( 0 ) 1555 0001122',
	'+49(0 )15550001122',
	'ada@example.com',
	'+',
	'++491555000',
	'12',
	'1'.repeat(16),
])('refuses %j, which is no number with its country code', (typed) => {
	const { field, message, delivery } = failureOf(() => read(typed));
	expect([field, delivery]).toEqual(['Customer Identifier', 'notSent']);
	expect(message).toContain('no phone number with its country code');
});

it('shows no more of what it refuses than can be read', () => {
	const facts = failureOf(() => read('a'.repeat(61)));
	expectWords(facts);
	expect(facts.message).toContain(`holds "${'a'.repeat(60)}"`);
});

it.each(['+49 1555 0001122', 'ada@example.com'])('sends %j as it stands unless told otherwise', (typed) => {
	expect(read(typed, 'asIs')).toBe(typed);
	expect(read(typed, '')).toBe(typed);
});

it('is what arrives', async () => {
	store('1_a.png', PNG, 'image/png');
	const channelCustomerIdentifier = '+49 1555 0001122';
	await run(NODE, { ...stored, channelCustomerIdentifier, identifierFormat: 'digits' });
	expect(messages()[0].header.channelData).toMatchObject({ channelCustomerIdentifier: '4915550001122' });
});
