// What the site does better with a script: facets, previews of terms, contents that follow. Without it all is there to read.
"use strict";
