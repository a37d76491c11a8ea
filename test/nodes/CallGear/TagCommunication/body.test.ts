import { taggingParams } from '../../../../nodes/CallGear/TagCommunication/body';
import { properties } from '../../../../nodes/CallGear/TagCommunication/properties';
import { Fields } from '../../../../nodes/engine/fields';
import { failureOf } from '../../../support/failure';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const params = (values: object) =>
	taggingParams(
		Fields.of(
			{
				communicationType: 'chat',
				findCommunicationBy: 'id',
				communicationId: byId('9881000'),
				communicationExtId: 'tg-1',
				tagId: byId('401'),
				...values,
			},
			properties,
		),
	);

describe('a tag', () => {
	it('is for a communication by CallGear’s number, or by its own ID', () => {
		expect(params({ communicationType: 'goal' })).toEqual({
			communication_id: 9_881_000,
			communication_type: 'goal',
			tag_id: 401,
		});
		expect(params({ findCommunicationBy: 'extId', communicationType: 'call' })).toEqual({
			communication_ext_id: 'tg-1',
			communication_type: 'call',
			tag_id: 401,
		});
	});

	it('is for no goal by an own ID, which it has not', () => {
		expect(
			failureOf(() => params({ findCommunicationBy: 'extId', communicationType: 'goal' })),
		).toMatchObject({
			field: 'Find Communication By',
			message: '"Find Communication By" is "Own ID", and goals have none',
			remedy: "Find the goal by CallGear's number.",
		});
	});

	it.each(['call', 'chat', 'goal', 'offline_message'])('is for a communication of the type %s', (type) => {
		expect(params({ communicationType: type }).communication_type).toBe(type);
	});
});
