/** What the clocks of a zone show, without asking for it again and again. */

import { memoize } from 'lodash';
import { IANAZone, Info, InvalidZone, Zone } from 'luxon';

const DAY_MS = 24 * 3_600_000;

/** How many days a zone knows at most. */
const MOST_DAYS = 10_000;

/** To ask how far clocks are ahead takes longer than all else that is done with a time, and none were ever set twice within a day. */
class RememberingZone extends IANAZone {
	private readonly known = new Map<number, number>();

	override offset(ms: number): number {
		const day = Math.floor(ms / DAY_MS);
		const offset = this.atBeginningOf(day);
		return offset === this.atBeginningOf(day + 1) ? offset : super.offset(ms);
	}

	private atBeginningOf(day: number): number {
		const known = this.known.get(day);
		if (known !== undefined) return known;
		if (this.known.size >= MOST_DAYS) this.known.clear();
		const offset = super.offset(day * DAY_MS);
		this.known.set(day, offset);
		return offset;
	}
}

const remembering = memoize((name: string) => new RememberingZone(name));

/**
 * A zone for luxon, which has to be told the same for many times.
 *
 * @param name as luxon takes it, e.g. `Europe/Oslo` or `utc`; the zone of a name that stands for none is not valid
 */
export function zoneNamed(name: string): Zone {
	const zone = Info.normalizeZone(name);
	// Older luxons ask the system for the clocks of a zone that is none, which throws, and have no zone at all for names such as "constructor"
	if (!(zone instanceof Zone) || !zone.isValid) return new InvalidZone();
	return zone instanceof IANAZone ? remembering(zone.name) : zone;
}
