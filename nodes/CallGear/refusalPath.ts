/**
 * The members that a refusal's `field` walks through, without the positions, e.g. `messages`, `employee_id` for `chats[3].messages.0.employee_id`.
 * How CallGear writes positions is not documented.
 *
 * @param list the member of the params that holds what is uploaded, e.g. `chats`
 * @returns the members of one of it, or undefined when the refusal points at something else
 */
export function placeIn(list: string, field = ''): string[] | undefined {
	const [first, ...members] = partsOf(field).filter((part) => !/^\d+$/.test(part));
	return first === list ? members : undefined;
}

/** The position in the list that a refusal's `field` names, if it names one. */
export function positionIn(field = ''): number | undefined {
	const [, position = ''] = partsOf(field);
	return /^\d+$/.test(position) ? Number(position) : undefined;
}

function partsOf(field: string): string[] {
	return field.split(/[.[\]]/).filter((part) => part !== '' && part !== 'params');
}
