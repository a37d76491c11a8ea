import {
	COMMUNICATION_PLACES,
	communicationField,
	communicationTypeField,
	readCommunication,
} from '../../../nodes/CallGear/communication';
import { Fields } from '../../../nodes/engine/fields';
import { packNodes } from '../../../testkit/pack';

describe('the communication that a tag or a comment is for', () => {
	it('is the one of the item, unless another one is chosen', () => {
		expect(communicationField().default).toEqual({
			__rl: true,
			mode: 'id',
			value: '={{ $json.communication_id }}',
		});
		expect(communicationTypeField([]).default).toBe('chat');
	});

	it('is known by CallGear’s number, else by the own ID', () => {
		const read = (values: Record<string, unknown>) => readCommunication(Fields.of(values, []));
		expect(read({ communicationId: '9881000', communicationExtId: 'tg-1' })).toBe('9881000');
		expect(read({ communicationExtId: 'tg-1' })).toBe('tg-1');
		expect(read({})).toBeUndefined();
	});

	it('is refused by fields that the nodes have', () => {
		const fields = packNodes().get('callGearTagCommunication')?.description.properties ?? [];
		const labels = Object.entries(COMMUNICATION_PLACES).map(([member, field]) => [
			member,
			fields.find(({ name }) => name === field)?.displayName,
		]);
		expect(Object.fromEntries(labels)).toEqual({
			communication_id: 'Communication',
			communication_ext_id: 'Own Communication ID',
			communication_type: 'Communication Type',
		});
	});
});
