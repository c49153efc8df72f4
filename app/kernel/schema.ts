/** The one door to the schema library: everything in `app` that describes a value imports `z` from here. */
export { z } from "zod";
