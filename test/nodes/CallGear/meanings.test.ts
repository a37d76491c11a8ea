import { MEANINGS, UNKNOWN } from '../../../nodes/CallGear/meanings';
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
});
