import { placeIn, positionIn } from '../../../nodes/CallGear/refusalPath';

describe('the place that a refusal points at', () => {
	it.each<[string | undefined, string[] | undefined, number | undefined]>([
		['chats', [], undefined],
		['chats.site_id', ['site_id'], undefined],
		['params.chats.site_id', ['site_id'], undefined],
		['chats.messages.employee_id', ['messages', 'employee_id'], undefined],
		['chats.12.messages.0.employee_id', ['messages', 'employee_id'], 12],
		['params.chats[3].messages[0].employee_id', ['messages', 'employee_id'], 3],
		['chats[3]', [], 3],
		['chats.4a.b5', ['4a', 'b5'], undefined],
		['chats.a4', ['a4'], undefined],
		['user_id', undefined, undefined],
		['', undefined, undefined],
		[undefined, undefined, undefined],
	])('%s is %j of the chat at %j', (field, members, position) => {
		expect(placeIn('chats', field)).toEqual(members);
		expect(positionIn(field)).toBe(position);
	});
});
