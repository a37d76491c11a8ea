import { MEANINGS, uploadHints, UNKNOWN } from '../../../nodes/CallGear/meanings';
import { offlineMessages } from '../../../nodes/CallGear/UploadOfflineMessages/uploadOfflineMessages';
import { chats } from '../../../nodes/CallGear/UploadChats/uploadChats';
import { expectWords } from '../../support/words';

const site = { label: 'Site', shown: '7' };
const named = (has: (name: string) => unknown) => Object.keys(MEANINGS).filter(has).sort();

describe('what CallGear’s mnemonics mean', () => {
	it.each(Object.entries({ ...MEANINGS, unknown: UNKNOWN }))(
		'is told in words: %s',
		(_, { message, remedy, anew }) => {
			expectWords({ message: message(site), remedy, anew });
			expectWords({ message: message({}), remedy, anew });
		},
	);

	it('names the value that CallGear points at where it points at one', () => {
		expect(named((name) => MEANINGS[name].message(site).includes('"Site"'))).toEqual([
			'already_in_use',
			'campaign_is_inactive',
			'data_type_error',
			'duplicate_entity',
			'entity_not_found',
			'filter_prohibited',
			'invalid_date_time',
			'invalid_parameter_value',
			'invalid_parameters_combination',
			'parameter_component_disabled',
			'required_parameter_missed',
			'sort_prohibited',
			'unexpected_parameters',
		]);
	});

	it('spares the other chats of a run a refusal that would be the same', () => {
		expect(named((name) => MEANINGS[name].accountWide)).toEqual([
			'access_token_blocked',
			'access_token_expired',
			'access_token_invalid',
			'account_inactive',
			'auth_error',
			'component_disabled',
			'forbidden',
			'ip_not_whitelisted',
			'method_component_disabled',
		]);
	});

	it('leaves only a failure of CallGear itself in doubt, and sends it again', () => {
		expect(named((name) => MEANINGS[name].delivery === 'uncertain')).toEqual(['internal_error']);
		expect(named((name) => MEANINGS[name].repeatable)).toEqual(['internal_error']);
	});

	it('blames the credential for what only another key or login cures', () => {
		expect(named((name) => MEANINGS[name].cause === 'credential-invalid')).toEqual([
			'access_token_blocked',
			'access_token_expired',
			'access_token_invalid',
			'auth_error',
		]);
		expect(named((name) => MEANINGS[name].cause === 'configuration-invalid')).toEqual(['ip_not_whitelisted']);
	});

	it('says of a value what is wrong with it, or of the request where no place is known', () => {
		const { message } = MEANINGS.entity_not_found;
		expect([message(site), message({ label: 'Site' }), message({ shown: '7' }), message({})]).toEqual([
			'"Site" holds 7, which CallGear does not know',
			'"Site" holds a value which CallGear does not know',
			'The request holds 7, which CallGear does not know',
			'The request holds a value which CallGear does not know',
		]);
		const asked = ['required_parameter_missed', 'filter_prohibited', 'sort_prohibited'];
		expect(asked.map((name) => [MEANINGS[name].message(site), MEANINGS[name].message({})])).toEqual([
			['"Site" is empty, and CallGear needs it', 'CallGear misses a value'],
			['CallGear does not filter by "Site"', 'CallGear does not filter by this column'],
			['CallGear does not sort by "Site"', 'CallGear does not sort by this column'],
		]);
	});

	it.each([
		['already_in_use', 'which CallGear has in use elsewhere'],
		['campaign_is_inactive', 'which is switched off in CallGear'],
		['data_type_error', 'which CallGear wants in another type'],
		['duplicate_entity', 'which CallGear has already'],
		['invalid_date_time', 'which CallGear does not take'],
		['invalid_parameter_value', 'which CallGear does not take'],
		['invalid_parameters_combination', 'which does not go with the other values'],
		['parameter_component_disabled', 'for which the CallGear account lacks a component'],
		['unexpected_parameters', 'which CallGear does not expect'],
	])('says what is wrong with a value: %s', (name, clause) => {
		expect(MEANINGS[name].message(site)).toBe(`"Site" holds 7, ${clause}`);
	});

	it('says more of uploads: the component they need, and what has to go together', () => {
		const hints = uploadHints('Uploading chats');
		const component =
			'Uploads need the component "Uploading chats" beside the Data API: have it added under Rates and options.';
		expect(hints).toEqual({
			method_component_disabled: { remedy: component },
			component_disabled: { remedy: component },
			invalid_parameters_combination: {
				remedy:
					'Site, campaign and visitor session must belong together, and a phone or an email is needed. With several of them, the safest way is to give the visitor session alone.',
			},
		});
	});

	it.each([
		[
			chats,
			'Uploading chats from an external system',
			'Own Chat ID',
			'messages must be later than the start of the chat',
		],
		[offlineMessages, 'upload_offline_messages', 'Own Message ID', "n8n's clock may be ahead of CallGear's"],
	])(
		'says of times that are refused what they have to be: upload %#',
		({ hints, ownId }, component, own, said) => {
			expect(hints.component_disabled?.remedy).toContain(`the component "${component}"`);
			expect(hints.invalid_date_time?.remedy).toMatch(/^(?:Times|The time) must not be in the future, .*\.$/);
			expect(hints.invalid_date_time?.remedy).toContain(said);
			expect(ownId).toBe(own);
		},
	);
});
