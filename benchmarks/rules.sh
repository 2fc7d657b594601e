#!/bin/sh
# What rules cost on a capture: rules.sh --capture F.scap --rules FILE[,FILE...]
exec "$(dirname "$0")/run.sh" RulesCost "$@"
